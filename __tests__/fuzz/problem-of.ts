import { REJECTIONS } from '../../src/server/model/rejection';
import type { RawResponse } from './read-responses';
import { SECRETS } from './senders';

const BASE = '/api/webhooks/';
// What Node says before the request comes to the application.
const OF_NODE = [400, 408, 413, 417, 431];

/**
 * Holds one answer against the table of refusals.
 * @param request without its method when it was broken, and without its target when not even that is known
 * @param expected the status, when the request was good
 * @returns what is wrong with it
 */
export function problemOf(
  response: RawResponse,
  request: { method?: string; target?: string },
  expected?: number,
): string | undefined {
  const { status, headers, body } = response;
  const { method, target } = request;
  const text = body.toString('utf8');
  if (expected !== undefined && status !== expected) return `${status} in place of ${expected}: ${text}`;
  const leaked = Object.values(SECRETS).find((secret) => `${[...headers.values()].join()} ${text}`.includes(secret));
  if (leaked) return 'an answer with a secret';
  if (!headers.has('x-webhook-delivery')) {
    // What NocoBase says to requests that are not for us is its own: it answers 500 to a body that it can't decompress.
    if (target && !target.startsWith(BASE)) return undefined;
    return status < 500 && (method === undefined || OF_NODE.includes(status))
      ? undefined
      : `${status} of somebody else`;
  }
  if (status === 429 || status === 503) {
    // A minute is what is said after a fault of ours.
    if (!Number(headers.get('retry-after')) || headers.get('retry-after') === '60') return `${status}: ${text}`;
  }
  if (status === 405 && !headers.get('allow')) return '405 without Allow';
  return status < 400 || method === 'HEAD' || method === undefined ? inTable(status) : codeProblem(status, text);
}

function inTable(status: number): string | undefined {
  return status < 400 || Object.values(REJECTIONS).some((one) => one.status === status)
    ? undefined
    : `${status} is in no table`;
}

function codeProblem(status: number, text: string): string | undefined {
  try {
    const { code } = JSON.parse(text).errors[0] as { code: string };
    return (REJECTIONS as Record<string, { status: number } | undefined>)[code]?.status === status
      ? undefined
      : `${status} with the code ${code}`;
  } catch {
    return `${status} in no form of ours: ${text.slice(0, 200)}`;
  }
}
