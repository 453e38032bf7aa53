import type { IncomingRequest } from '../model/request';
import { fieldValue, formFields } from './form';
import { isXml, xmlLeaf } from './xml-leaf';

/** Where a value is; see ValueSource of the configuration. */
interface Source {
  from: 'header' | 'query' | 'body';
  name: string;
  alternatives?: readonly string[];
}

/** What a JSON object is, as far as a scheme looks into it. */
export type JsonObject = Record<string, unknown>;

/**
 * Reads the value that a scheme names.
 *
 * @returns undefined when it is missing, empty, no text or whole number, or there twice
 */
export function readValue(request: IncomingRequest, { from, name, alternatives = [] }: Source): string | undefined {
  if (from === 'header') {
    return headerValue(request, name, ...alternatives);
  }
  for (const one of [name, ...alternatives]) {
    const value = from === 'query' ? queryValue(request, one) : bodyValue(request, one);
    if (value !== undefined) return value;
  }
  return undefined;
}

/**
 * The one value of the first of these headers that was sent.
 *
 * @param names in any case
 * @returns undefined when none was sent, or that one was sent twice or empty, or holds what no header can
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

/**
 * A query parameter, decoded.
 *
 * @param plus what `+` means
 * @returns undefined when it is missing, empty or there twice
 */
export function queryValue(request: IncomingRequest, name: string, plus: ' ' | '+' = ' '): string | undefined {
  return fieldValue(formFields(Buffer.from(request.search, 'latin1'), plus), name)?.toString('utf8') || undefined;
}

/** The body as a JSON object; undefined for everything else. */
export function jsonBody(body: Buffer): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a JSON value is an object, neither null nor a list. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A property of the JSON itself, nothing inherited. */
export function own(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as JsonObject)[key]
    : undefined;
}

// By what the body is, not by what its header says: nobody signs that one, and an id must be found whatever a forger writes there.
function bodyValue({ body }: IncomingRequest, path: string): string | undefined {
  if (isXml(body)) return xmlLeaf(body, path);
  const json = jsonBody(body);
  if (!json) return fieldValue(formFields(body), path)?.toString('utf8') || undefined;
  const value = path.split('.').reduce<unknown>(own, json);
  if (typeof value === 'number') {
    return Number.isSafeInteger(value) ? String(value) : undefined;
  }
  return typeof value === 'string' && value !== '' ? value : undefined;
}
