import { nestPairs } from '../../common/nestPairs';
import { findProvider } from '../../common/providers';
import type { WebhookConfig } from '../../common/WebhookConfig';
import { bytesOf, textOf } from './bodyText';
import type { DeliveryDetail } from './types';

// More than can be shown in a list of variables.
const LIMITS = { formDepth: 20, formValues: 10_000 };
const FORM = /^application\/x-www-form-urlencoded\b/i;
const LINES = /^(application|text)\/(x-)?(ndjson|jsonl|jsonlines)\b/i;
const EVENT = /^application\/cloudevents\+json\b/i;

type Body = Pick<DeliveryDetail, 'body' | 'contentType'>;

/**
 * What a workflow of this configuration has of a delivery's body, as far as a browser can tell: of JSON, lines of JSON and forms.
 * @returns undefined when the body can't be read here: one that was not kept, compressed, encrypted, XML, multipart
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
  // Senders put JSON under the type of a form too.
  if (format === 'form' || (!format && FORM.test(type) && !/^\s*[{[]/.test(text))) {
    return payloadOf(nestPairs([...new URLSearchParams(text)], LIMITS), config.payloadField ?? provider?.payloadField);
  }
  if (format === 'ndjson' || (!format && LINES.test(type))) return [JSON.parse(text.trimStart().split('\n', 1)[0])];
  if (format && format !== 'json') return undefined;
  const value: unknown = JSON.parse(text);
  if (provider?.encrypted && (has(value, 'encrypt') || has(value, 'Encrypt'))) return undefined;
  return !format && EVENT.test(type) && has(value, 'data') ? value.data : value;
}

/** The JSON in one field of a form, where there is such a field; else the form as it is. */
function payloadOf(form: unknown, field: string | undefined): unknown {
  return field && has(form, field) && typeof form[field] === 'string' ? JSON.parse(form[field]) : form;
}

function has<Name extends string>(value: unknown, name: Name): value is Record<Name, unknown> {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name);
}
