import { createHash, createHmac, timingSafeEqual, verify as verifyAsymmetric } from 'node:crypto';
import { keyTypeOf } from '../../common/keyTypeOf';
import type { SignatureScheme } from '../../common/WebhookConfig';
import { decodeKey } from './decode';
import { readPublicKey } from './public-key';

/** Tells whether one of the signatures is valid for this secret. Never throws for anything that a sender can write. */
export type Check = (secret: string, signatures: readonly Buffer[], content: Buffer) => boolean;

/** Bytes of an ECDSA signature on P-256 that is the two numbers side by side (IEEE P1363), as in JWS. DER is longer. */
const P1363_LENGTH = 64;
/** Each public-key signature costs a pass over the content, and anyone can send many. */
const MAX_PUBLIC_KEY_SIGNATURES = 8;

/** Makes the check of a scheme's algorithm. A secret that is not a key of that kind matches nothing. */
export function compileCheck({ algorithm, keyEncoding = 'utf8' }: SignatureScheme): Check {
  switch (algorithm) {
    case 'hmac-sha1':
    case 'hmac-sha256':
    case 'hmac-sha512': {
      const hash = algorithm.slice('hmac-'.length);
      return (secret, signatures, content) => {
        const key = keyEncoding === 'pem' ? undefined : decodeKey(secret, keyEncoding);
        return key !== undefined && anyEqual(signatures, createHmac(hash, key).update(content).digest());
      };
    }
    case 'sha256':
      return (_, signatures, content) => anyEqual(signatures, createHash('sha256').update(content).digest());
    case 'ed25519':
    case 'rsa-sha256':
    case 'ecdsa-p256':
      return publicKeyCheck(algorithm);
  }
}

function publicKeyCheck(algorithm: 'ed25519' | 'rsa-sha256' | 'ecdsa-p256'): Check {
  const type = keyTypeOf(algorithm) ?? 'rsa';
  const hash = type === 'ed25519' ? null : 'sha256';
  return (secret, signatures, content) => {
    const key = readPublicKey(secret, type);
    if (!key) return false;
    return signatures.slice(0, MAX_PUBLIC_KEY_SIGNATURES).some((signature) => {
      const raw = type === 'ec' && signature.length === P1363_LENGTH;
      return verifyAsymmetric(hash, content, raw ? { key, dsaEncoding: 'ieee-p1363' } : key, signature);
    });
  };
}

/** Compares with each in constant time; the length follows from the algorithm and is not secret. */
function anyEqual(signatures: readonly Buffer[], expected: Buffer): boolean {
  return signatures
    .map((signature) => signature.length === expected.length && timingSafeEqual(signature, expected))
    .includes(true);
}
