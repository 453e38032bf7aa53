import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * Compares two byte strings without telling by its duration where they differ. Their digests are compared, so that the
 * length is not told either.
 */
export function safeEqual(a: Buffer, b: Buffer): boolean {
  return timingSafeEqual(digest(a), digest(b));
}

function digest(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}
