import { createPublicKey, X509Certificate, type KeyObject } from 'node:crypto';
import type { KeyType } from '../../common/providers';

/** The bytes before the 32 of an Ed25519 key in SPKI form, RFC 8410 §4. */
const ED25519_SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/** How Standard Webhooks marks a public key. */
const MARK = 'whpk_';

/**
 * Reads a public key in the forms that providers show: PEM (key or certificate, with or without its line feeds), base64 of SPKI, or the
 * 32 bytes of an Ed25519 key in hex or base64.
 *
 * @returns undefined when it cannot be read or is a key of another type; EC keys must be on P-256
 */
export function readPublicKey(text: string, type: KeyType): KeyObject | undefined {
  try {
    const key = parse(text.trim());
    const right = key?.asymmetricKeyType === type;
    return right && (type !== 'ec' || key.asymmetricKeyDetails?.namedCurve === 'prime256v1') ? key : undefined;
  } catch {
    return undefined;
  }
}

/** Tells whether a text is a public key or certificate of this kind. */
export function isPublicKey(text: string, type: KeyType): boolean {
  return readPublicKey(text, type) !== undefined;
}

/**
 * Extracts the public key from a text that is marked as one: PEM, or `whpk_` and the base64 of the key, as Standard Webhooks writes it.
 * @returns an empty text for anything else, which as a public key might let in anyone who knows it
 */
export function markedPublicKey(text: string): string {
  if (text.startsWith(MARK)) return text.slice(MARK.length);
  return /^\s*-----BEGIN /.test(text) ? text : '';
}

/** The serial number of a PEM certificate, in upper-case hex; undefined when the text is not a certificate. */
export function certificateSerial(text: string): string | undefined {
  try {
    return text.includes('-----BEGIN CERTIFICATE-----') ? new X509Certificate(withLines(text)).serialNumber : undefined;
  } catch {
    return undefined;
  }
}

function parse(text: string): KeyObject | undefined {
  if (text.startsWith('-----BEGIN')) {
    // createPublicKey would derive the public part of a private key, which must not be configured here.
    return text.includes('PRIVATE KEY') ? undefined : createPublicKey(withLines(text));
  }
  if (/^[0-9a-fA-F]{64}$/.test(text)) {
    return ed25519(Buffer.from(text, 'hex'));
  }
  const compact = text.replace(/\s+/g, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(compact)) {
    return undefined;
  }
  const bytes = Buffer.from(compact, 'base64');
  return bytes.length === 32 ? ed25519(bytes) : createPublicKey({ key: bytes, format: 'der', type: 'spki' });
}

/** Restores the line feeds of PEM that a variable or a form has turned into one line. */
function withLines(pem: string): string {
  return pem
    .replace(/\\r|\\n/g, '\n')
    .replace(
      /-----BEGIN ([A-Z ]+)-----([A-Za-z0-9+/=\s]+)-----END \1-----/g,
      (_, label: string, content: string) =>
        `-----BEGIN ${label}-----\n${content.replace(/\s+/g, '').replace(/.{64}/g, '$&\n')}\n-----END ${label}-----\n`,
    );
}

function ed25519(bytes: Buffer): KeyObject {
  return createPublicKey({ key: Buffer.concat([ED25519_SPKI, bytes]), format: 'der', type: 'spki' });
}
