import type { SignatureScheme } from '../../common/WebhookConfig';
import { decodeKey } from './decode';
import { isPublicText } from './is-public-text';
import { readPublicKey } from './public-key';
import { keyTypeOf } from './signature-check';

/**
 * Tells why a secret can't be the key of a scheme, so that no call would ever be verified with it.
 * @returns `key.public` (no public key of the algorithm's kind), `key.shared` (a public key where a secret is needed), `key.base64` or
 * `key.hex` (not written so); undefined when it is fine
 */
export function keyProblem({ algorithm, keyEncoding }: SignatureScheme, secret: string): string | undefined {
  const type = keyTypeOf(algorithm);
  if (type) return readPublicKey(secret, type) ? undefined : 'key.public';
  if (isPublicText(secret)) return 'key.shared';
  if (algorithm === 'sha256' || !keyEncoding || keyEncoding === 'pem' || decodeKey(secret, keyEncoding))
    return undefined;
  return keyEncoding === 'hex' ? 'key.hex' : 'key.base64';
}
