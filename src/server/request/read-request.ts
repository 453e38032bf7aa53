import type { ValueSource } from '../../common/WebhookConfig';
import type { IncomingRequest } from '../model/request';
import { bodyText } from './body-text';
import { fieldValue, formFields } from './form';
import { mediaTypeOf } from './media-type';

export { fieldValue, formFields } from './form';
export { bodyText } from './body-text';
export { isObject, jsonObject, jsonObjectIn, own, smallJsonObject, type JsonObject } from './json-object';
export { mediaTypeOf } from './media-type';
export { memberAt } from './member-at';

/**
 * Reads the value that a scheme names.
 *
 * @returns undefined when it is missing, empty, repeated, or no text, number or switch
 */
export function readValue(request: IncomingRequest, { from, name, alternatives = [] }: ValueSource) {
  if (from === 'header') return headerValue(request, name, ...alternatives);
  for (const one of [name, ...alternatives]) {
    const value = from === 'query' ? queryValue(request, one) : bodyText(request.content(), one);
    if (value !== undefined) return value;
  }
  return undefined;
}

/**
 * The one value of the first of these headers that was sent.
 *
 * @param names in any case
 * @returns undefined when none was sent, or when that header is repeated, empty, or holds a character that no header can
 */
export function headerValue(request: IncomingRequest, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const values = request.headers.get(name.toLowerCase());
    if (values !== undefined && values.length > 0) {
      const [value] = values;
      return values.length === 1 && value !== '' && !/[^\u0000-\u00ff]/.test(value) ? value : undefined;
    }
  }
  return undefined;
}

/** The media type of the body, in lower case and without parameters; empty when Content-Type is missing or repeated. */
export function mediaType(request: IncomingRequest): string {
  return mediaTypeOf(headerValue(request, 'content-type'));
}

/** Tells whether the body is a URL-encoded form. */
export function isForm(request: IncomingRequest): boolean {
  return request.content()?.format === 'form';
}

/**
 * A query parameter, its bytes read as UTF-8: for verification and identification.
 *
 * @param plus what `+` means
 * @returns undefined when it is missing, empty or repeated, or when there are more than 10,000 parameters
 */
export function queryValue(request: IncomingRequest, name: string, plus: ' ' | '+' = ' '): string | undefined {
  return fieldValue(formFields(Buffer.from(request.search, 'latin1'), plus), name)?.toString('utf8') || undefined;
}

/**
 * A query parameter as a handshake reads it, by the rules of `URLSearchParams`: it may be empty, a leading question mark is skipped, and
 * bytes beyond ASCII that are not percent-encoded are Latin-1.
 *
 * @returns undefined when it is missing or repeated: two readers could pick different ones
 */
export function challengeParameter(request: IncomingRequest, name: string): string | undefined {
  const values = new URLSearchParams(request.search).getAll(name);
  return values.length === 1 ? values[0] : undefined;
}
