import type { ResponseType } from '../../../common/WebhookConfig';
import { InvalidJson, jsonText, parseJsonText } from '../../shared/jsonText';

/** The kind of a stored body without a type. Null and empty text send no body; an absent body is the default text. */
export function bodyKind(body: unknown): ResponseType {
  if (body === '' || body === null) return 'empty';
  return body === undefined || typeof body === 'string' ? 'text' : 'json';
}

/**
 * Converts a body to the other kind: JSON becomes its text, text is parsed as JSON or becomes a JSON string.
 * @returns undefined for an empty field, which must not turn into an empty text
 */
export function bodyAs(kind: ResponseType, body: unknown): unknown {
  if (kind === 'empty' || kind === 'redirect') return undefined;
  if (kind !== 'json') return (typeof body === 'string' ? body : jsonText(body)) || undefined;
  if (typeof body !== 'string') return body;
  const parsed = parseJsonText(body);
  return parsed instanceof InvalidJson ? JSON.stringify(body) : parsed;
}

/** Whether a JSON field has content, including null and invalid JSON. */
export function hasContent(body: unknown): boolean {
  return typeof body === 'string' ? body.trim() !== '' : body !== undefined;
}

/**
 * The type to store. Where there is a default response, empty text stores no type: the type alone would count as a custom response and
 * replace what the provider expects.
 * @param hasDefault whether a default body is sent while no text is entered
 */
export function typeToStore(type: ResponseType, body: unknown, hasDefault: boolean): ResponseType | undefined {
  return type === 'text' && hasDefault && (body === undefined || body === '') ? undefined : type;
}
