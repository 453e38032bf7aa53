import { createPublicKey } from 'node:crypto';

const MARKED = /^\s*(-----BEGIN (PUBLIC KEY|RSA PUBLIC KEY|CERTIFICATE)|whpk_)/;
/** Base64 of SPKI: a sequence of at least 44 bytes (Ed25519, the shortest), with or without the prefix of a shared secret. */
const SPKI = /^\s*(?:(?:v1,)?whsec_)?(M[A-Za-z0-9+/\s]{57,}={0,2})\s*$/;

/**
 * Tells whether a text reads as a public key or certificate: PEM, `whpk_` or base64 of SPKI. They are public, so none may serve as a
 * shared secret. The bare 32 bytes of an Ed25519 key can't be told from a secret.
 */
export function isPublicText(text: string): boolean {
  if (MARKED.test(text)) return true;
  const spki = SPKI.exec(text)?.[1];
  return spki !== undefined && canBeRead(spki);
}

function canBeRead(spki: string): boolean {
  try {
    createPublicKey({ key: Buffer.from(spki, 'base64'), format: 'der', type: 'spki' });
    return true;
  } catch {
    return false;
  }
}
