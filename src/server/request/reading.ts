import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingRequest } from '../model/request';

/** A handshake is small; larger bodies, in bytes, are not even parsed. */
const MAX_BODY = 16 * 1024;

/** What providers use for tokens and challenges: nothing that means anything in HTML, JSON or a header. At most 4,096 characters. */
export const TOKEN = /^[\w.~+/=:-]{1,4096}$/;

/** Printable ASCII without `<>&"'`. At most 4,096 characters. */
export const SENTENCE = /^[ !#-%(-;=?-~]{1,4096}$/;

export type JsonObject = Record<string, unknown>;

/**
 * A query parameter, decoded.
 *
 * @returns undefined when it is missing or there twice: two readers could pick different ones
 */
export function queryParameter(request: IncomingRequest, name: string): string | undefined {
  const values = new URLSearchParams(request.search).getAll(name);
  return values.length === 1 ? values[0] : undefined;
}

/**
 * A header.
 *
 * @param name in lower case
 * @returns undefined when it is missing or there twice
 */
export function headerValue(request: IncomingRequest, name: string): string | undefined {
  const values = request.headers.get(name);
  return values?.length === 1 ? values[0] : undefined;
}

/** The media type of the body, in lower case and without parameters; empty when there is none. */
export function mediaType(request: IncomingRequest): string {
  return (headerValue(request, 'content-type') ?? '').split(';', 1)[0].trim().toLowerCase();
}

/** Reads bytes as a JSON object; undefined for everything else and for more than `limit` bytes. */
export function jsonObject(bytes: Buffer, limit = MAX_BODY): JsonObject | undefined {
  if (bytes.length > limit) {
    return undefined;
  }
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Says whether a value is an object, and neither null nor an array. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Says whether a value is a text of the given form. */
export function isText(value: unknown, form: RegExp): value is string {
  return typeof value === 'string' && form.test(value);
}

/** Compares in a time that tells nothing of where the texts differ. An empty expectation equals nothing. */
export function isEqual(given: unknown, expected: string | undefined): boolean {
  if (typeof given !== 'string' || !expected) {
    return false;
  }
  const digest = (text: string) => createHash('sha256').update(text, 'utf8').digest();
  return timingSafeEqual(digest(given), digest(expected));
}
