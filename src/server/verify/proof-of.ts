import { createHash } from 'node:crypto';

/**
 * The digest by which a signed message is known again.
 * @param parts what identifies it: the signed content, and the body where that is not all signed
 * @returns 64 hex digits
 */
export function proofOf(...parts: readonly (Buffer | string)[]): string {
  const hash = createHash('sha256');
  // The length keeps one part from running into the next.
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part);
  return hash.digest('hex');
}
