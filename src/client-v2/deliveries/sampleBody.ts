import type { DeliveryDetail } from '../../common/api/deliveries';
import { nestPairs } from '../../common/nestPairs';
import { findProvider } from '../../common/providers';
import type { WebhookConfig } from '../../common/WebhookConfig';
import { bytesOf, textOf } from './bodyText';

// More than a list of variables can show.
const LIMITS = { formDepth: 20, formValues: 10_000 };
const FORM = /^application\/x-www-form-urlencoded\b/i;
const LINES = /^(application|text)\/(x-)?(ndjson|jsonl|jsonlines)\b/i;
const EVENT = /^application\/cloudevents\+json\b/i;

type Body = Pick<DeliveryDetail, 'body' | 'contentType'>;

/**
 * Reads a delivery's body as the workflow gets it: JSON, the first line of NDJSON, or a form.
 * @returns undefined for a body that the browser cannot read: not kept, compressed, encrypted, XML or multipart
 */
export function sampleBody(delivery: Body, config: WebhookConfig): unknown {
  try {
    return read(delivery, config);
  } catch {
    return undefined;
  }
}

function read({ body, contentType }: Body, config: WebhookConfig): unknown {
  const text = body.content ? textOf(bytesOf(body.content))?.replace(/^\uFEFF/, '') : undefined;
  if (text === undefined) return undefined;
  const type = contentType ?? '';
  const { format } = config;
  const provider = config.verification?.type === 'signature' ? findProvider(config.verification.scheme) : undefined;
  // Some senders label JSON as a form.
  if (format === 'form' || (!format && FORM.test(type) && !/^\s*[{[]/.test(text))) {
    return payloadOf(nestPairs([...new URLSearchParams(text)], LIMITS), config.payloadField ?? provider?.payloadField);
  }
  if (format === 'ndjson' || (!format && LINES.test(type))) return [JSON.parse(text.trimStart().split('\n', 1)[0])];
  if (format && format !== 'json') return undefined;
  const value: unknown = JSON.parse(text);
  if (provider?.encrypted && (has(value, 'encrypt') || has(value, 'Encrypt'))) return undefined;
  return !format && EVENT.test(type) && has(value, 'data') ? value.data : value;
}

/** The JSON in the payload field of a form; the form itself without such a field. */
function payloadOf(form: unknown, field: string | undefined): unknown {
  return field && has(form, field) && typeof form[field] === 'string' ? JSON.parse(form[field]) : form;
}

function has<Name extends string>(value: unknown, name: Name): value is Record<Name, unknown> {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name);
}
