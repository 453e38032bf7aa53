import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * Compares in constant time. The SHA-256 digests are compared, so that the duration doesn't reveal the length either.
 *
 * @param given what the sender wrote; anything but text (as UTF-8) and bytes equals nothing
 * @param expected an empty or missing expectation equals nothing
 */
export function safeEqual(given: unknown, expected: string | Buffer | undefined): boolean {
  if (!expected?.length || !(typeof given === 'string' || Buffer.isBuffer(given))) return false;
  return timingSafeEqual(digest(given), digest(expected));
}

function digest(value: string | Buffer): Buffer {
  return createHash('sha256').update(value).digest();
}
