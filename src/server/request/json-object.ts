/** A parsed JSON object, as far as a scheme looks into it. */
export type JsonObject = Record<string, unknown>;

/** Handshakes are small: larger bodies, in bytes, are not even parsed. */
const SMALL = 16 * 1024;

/** Reads bytes as a JSON object; undefined for everything else. */
export function jsonObject(bytes: Buffer): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The same for at most 16 KiB: for handshakes, which anyone can send. */
export function smallJsonObject(bytes: Buffer): JsonObject | undefined {
  return bytes.length > SMALL ? undefined : jsonObject(bytes);
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
