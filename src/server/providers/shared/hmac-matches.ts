import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Tells whether a signature is the HMAC of the content under any of the secrets, taken as UTF-8, in constant time.
 *
 * @param signature the decoded bytes; undefined or of another length matches nothing
 * @param secrets an empty one matches nothing
 */
export function hmacMatches(
  hash: 'sha1' | 'sha256',
  signature: Buffer | undefined,
  content: string | Buffer,
  secrets: readonly string[],
): boolean {
  if (!signature) return false;
  return secrets
    .filter((secret) => secret !== '')
    .map((secret) => createHmac(hash, secret).update(content).digest())
    .map((expected) => expected.length === signature.length && timingSafeEqual(expected, signature))
    .includes(true);
}
