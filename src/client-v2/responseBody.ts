import { InvalidJson, jsonText, parseJsonText } from './jsonText';

/** How a response body is edited. A string is sent as text, anything else as JSON. */
export type BodyKind = 'text' | 'json' | 'empty';

/** The kind that a stored body has: null and an empty text are sent as nothing. An absent body is the default text. */
export function bodyKind(body: unknown): BodyKind {
  if (body === '' || body === null) return 'empty';
  return body === undefined || typeof body === 'string' ? 'text' : 'json';
}

/** The same content as the other kind: JSON becomes its text, text becomes the JSON in it or else a JSON string. */
export function bodyAs(kind: BodyKind, body: unknown): unknown {
  if (kind === 'empty') return '';
  if (kind === 'text') return typeof body === 'string' ? body : jsonText(body);
  if (typeof body !== 'string') return body;
  const parsed = parseJsonText(body);
  return parsed instanceof InvalidJson ? body : (parsed ?? {});
}
