const HEX = /^(?:[0-9a-f]{2})+$/;
const HEX_ANY_CASE = /^(?:[0-9a-fA-F]{2})+$/;
const WHSEC = /^(?:v1,)?whsec_/;
const BASE64_KEY = /^[A-Za-z0-9+/]+={0,2}$/;

/**
 * Decodes a signature. Node's decoder skips what it does not understand, so the form is checked first.
 *
 * @param accept `anyCase`: upper-case hex digits too; `padded`: base64url with its padding too
 * @returns undefined unless the text is exactly what an encoder would have written
 */
export function decodeSignature(
  text: string,
  encoding: 'hex' | 'base64' | 'base64url',
  accept: { anyCase?: boolean; padded?: boolean } = {},
): Buffer | undefined {
  if (encoding === 'hex') {
    return (accept.anyCase ? HEX_ANY_CASE : HEX).test(text) ? Buffer.from(text, 'hex') : undefined;
  }
  const bytes = Buffer.from(text, encoding);
  const written = bytes.toString(encoding);
  const padded = encoding === 'base64url' && accept.padded && `${written}${'='.repeat(-written.length & 3)}` === text;
  return bytes.length > 0 && (written === text || padded) ? bytes : undefined;
}

/**
 * Makes the key of an HMAC from a configured secret.
 *
 * @param encoding `whsec`: as senders of Standard Webhooks show it. That is base64 after an optional `whsec_`, before which Supabase writes
 * `v1,`; all of what Polar shows as `polar_whs_…` is text. Missing padding is forgiven, other characters are not.
 * @returns undefined when the secret is not written in that encoding, or empty
 */
export function decodeKey(secret: string, encoding: 'utf8' | 'base64' | 'hex' | 'whsec'): Buffer | undefined {
  switch (encoding) {
    case 'utf8':
      return secret === '' ? undefined : Buffer.from(secret, 'utf8');
    case 'hex':
      return HEX_ANY_CASE.test(secret) ? Buffer.from(secret, 'hex') : undefined;
    case 'base64':
      return decodeBase64Key(secret);
    case 'whsec':
      return secret.startsWith('polar_whs_') ? Buffer.from(secret) : decodeBase64Key(secret.replace(WHSEC, ''));
  }
}

function decodeBase64Key(text: string): Buffer | undefined {
  if (!BASE64_KEY.test(text)) {
    return undefined;
  }
  const bytes = Buffer.from(text, 'base64');
  return bytes.length > 0 ? bytes : undefined;
}
