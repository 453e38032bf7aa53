import type { ResponseType } from '../common/WebhookConfig';
import { InvalidJson, jsonText, parseJsonText } from './jsonText';

/** The kind that a stored body without a type has: null and an empty text are sent as nothing. An absent body is the default text. */
export function bodyKind(body: unknown): ResponseType {
  if (body === '' || body === null) return 'empty';
  return body === undefined || typeof body === 'string' ? 'text' : 'json';
}

/** The same content as the other kind: JSON becomes its text, text becomes the JSON in it or else a JSON string. */
export function bodyAs(kind: ResponseType, body: unknown): unknown {
  if (kind === 'empty' || kind === 'redirect') return '';
  if (kind !== 'json') return typeof body === 'string' ? body : jsonText(body);
  if (typeof body !== 'string') return body;
  const parsed = parseJsonText(body);
  return parsed instanceof InvalidJson ? JSON.stringify(body) : (parsed ?? {});
}
