import type { Provider } from '../../common/providers';
import { isPublicText } from './is-public-text';
import { markedPublicKey } from './marked-public-key';
import { isPublicKey } from './public-key';
import { keyTypeOf } from './signature-check';

/**
 * Tells why a secret can't be the key of a provider, so that no call of it should ever be verified with it.
 * @returns `key.public` (no public key of the provider's kind) or `key.shared` (a public key where a secret is needed); undefined when it
 * is fine
 */
export function providerKeyProblem({ publicKey, signature }: Provider, secret: string): string | undefined {
  if (publicKey) return isPublicKey(secret, publicKey) ? undefined : 'key.public';
  if (!isPublicText(secret)) return undefined;
  // Standard Webhooks has a variant whose keys are public and marked so. What is not marked counts as a secret there.
  const types = [signature ?? []].flat().flatMap(({ algorithm }) => keyTypeOf(algorithm) ?? []);
  if (!types.length) return 'key.shared';
  const key = markedPublicKey(secret);
  return !key || types.some((type) => isPublicKey(key, type)) ? undefined : 'key.public';
}
