import { createHmac, type Hmac, timingSafeEqual } from 'node:crypto';

/**
 * Tells whether a signature is the HMAC of the content under any of the secrets, taken as UTF-8, in constant time.
 *
 * @param content or its pieces, one after the other
 * @param signature the decoded bytes; undefined or of another length matches nothing
 * @param secrets an empty one matches nothing
 */
export function hmacMatches(
  hash: 'sha1' | 'sha256',
  signature: Buffer | undefined,
  content: string | Buffer | readonly Buffer[],
  secrets: readonly string[],
): boolean {
  if (!signature) return false;
  return secrets
    .filter((secret) => secret !== '')
    .map((secret) => digest(createHmac(hash, secret), content))
    .map((expected) => expected.length === signature.length && timingSafeEqual(expected, signature))
    .includes(true);
}

function digest(hmac: Hmac, content: string | Buffer | readonly Buffer[]): Buffer {
  for (const piece of Array.isArray(content) ? (content as readonly Buffer[]) : [content as string | Buffer])
    hmac.update(piece);
  return hmac.digest();
}
