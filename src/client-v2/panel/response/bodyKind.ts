import type { ResponseType } from '../../../common/WebhookConfig';
import { InvalidJson, jsonText, parseJsonText } from '../../shared/jsonText';

/** The kind that a stored body without a type has: null and an empty text are sent as nothing. An absent body is the default text. */
export function bodyKind(body: unknown): ResponseType {
  if (body === '' || body === null) return 'empty';
  return body === undefined || typeof body === 'string' ? 'text' : 'json';
}

/**
 * The same content as the other kind: JSON becomes its text, text becomes the JSON in it or else a JSON string.
 * @returns undefined when nothing is entered, so that what stands for nothing is not taken for an empty text
 */
export function bodyAs(kind: ResponseType, body: unknown): unknown {
  if (kind === 'empty' || kind === 'redirect') return undefined;
  if (kind !== 'json') return (typeof body === 'string' ? body : jsonText(body)) || undefined;
  if (typeof body !== 'string') return body;
  const parsed = parseJsonText(body);
  return parsed instanceof InvalidJson ? JSON.stringify(body) : parsed;
}

/** Whether something is entered in a JSON field, be it null or not JSON yet. */
export function hasContent(body: unknown): boolean {
  return typeof body === 'string' ? body.trim() !== '' : body !== undefined;
}

/**
 * The type to store. A text that is left empty is none where there is a default one, as the chosen type alone would make a response of its
 * own, and the sender would no longer hear what its provider asks for.
 * @param hasDefault whether something else goes out while no text is entered
 */
export function typeToStore(type: ResponseType, body: unknown, hasDefault: boolean): ResponseType | undefined {
  return type === 'text' && hasDefault && (body === undefined || body === '') ? undefined : type;
}
