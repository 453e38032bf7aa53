import type { Variable, WebhookConfig } from '../../common/WebhookConfig';
import { bytesOf, textOf } from './bodyText';
import type { DeliveryDetail } from './types';

const MAX_LEAVES = 200;
const MAX_DEPTH = 8;
// Headers that say nothing of the event, and change with every proxy.
const TRANSPORT =
  /^(host|connection|content-length|accept.*|user-agent|x-forwarded-.*|forwarded|via|x-real-ip|te|trailer)$/;

/**
 * The leaf variables that a delivery shows: where a value is in its headers, query and body, for the variable picker.
 * At most 200 of each. A name with a dot can't be written as a path and is left out; of a list the first item speaks for all.
 */
export function sampleVariables(
  delivery: Pick<DeliveryDetail, 'headers' | 'query' | 'body' | 'contentType'>,
): NonNullable<WebhookConfig['variables']> {
  const headers = Object.fromEntries(Object.entries(delivery.headers).filter(([name]) => !TRANSPORT.test(name)));
  return {
    headers: leaves(headers),
    query: leaves(delivery.query),
    body: leaves(parsedBody(delivery)),
  };
}

function parsedBody({ body, contentType }: Pick<DeliveryDetail, 'body' | 'contentType'>): unknown {
  const text = body.content ? textOf(bytesOf(body.content)) : undefined;
  if (text === undefined) return undefined;
  if (contentType?.toLowerCase().startsWith('application/x-www-form-urlencoded')) {
    return Object.fromEntries(new URLSearchParams(text));
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function leaves(root: unknown): Variable[] {
  const found: Variable[] = [];
  const walk = (value: unknown, path: string[]): void => {
    if (found.length >= MAX_LEAVES) return;
    const entries = path.length < MAX_DEPTH ? childrenOf(value) : [];
    if (!entries.length) {
      if (path.length) found.push({ path: path.join('.') });
      return;
    }
    for (const [name, child] of entries) walk(child, [...path, name]);
  };
  walk(root, []);
  return found;
}

function childrenOf(value: unknown): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [];
  const entries: [string, unknown][] = Array.isArray(value) ? Object.entries(value.slice(0, 1)) : Object.entries(value);
  return entries.filter(([name]) => name && !name.includes('.'));
}
