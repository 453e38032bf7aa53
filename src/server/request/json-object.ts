import type { IncomingRequest } from '../model/request';

/** A parsed JSON object, as far as a scheme looks into it. */
export type JsonObject = Record<string, unknown>;

/** Handshakes are small: larger bodies, in bytes, are not even parsed. */
const SMALL = 16 * 1024;

/** The JSON object in a body; undefined for everything else, and for what can't be read. */
export function jsonObject(request: IncomingRequest): JsonObject | undefined {
  const content = request.content();
  return content?.format === 'json' && isObject(content.data) ? content.data : undefined;
}

/** The same for at most 16 KiB: for handshakes, which anyone can send. */
export function smallJsonObject(request: IncomingRequest): JsonObject | undefined {
  return request.body.length > SMALL ? undefined : jsonObject(request);
}

/** Reads bytes that are no body, but were in one: a decrypted event, the header of a token. Undefined unless they are a JSON object. */
export function jsonObjectIn(bytes: Buffer): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Tells whether a JSON value is an object, neither null nor a list. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A property of the JSON itself, never an inherited one. */
export function own(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as JsonObject)[key]
    : undefined;
}
