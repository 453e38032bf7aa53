import type { Provider } from '../../common/providers';
import type { SignatureScheme } from '../../common/WebhookConfig';
import { decodeKey } from './decode';
import { isPublicText } from './is-public-text';
import { markedPublicKey } from './marked-public-key';
import { isPublicKey } from './public-key';
import { keyTypeOf } from './signature-check';

/**
 * Tells why a secret can't be the key of a provider, so that no call of it should ever be verified with it.
 * @returns `key.public` (no public key of the provider's kind), `key.shared` (a public key where a secret is needed), `key.base64`,
 * `key.hex` or `key.whsec` (not written so); undefined when it is fine
 */
export function providerKeyProblem(provider: Provider, secret: string): string | undefined {
  const { publicKey, signature } = provider;
  if (publicKey) return isPublicKey(secret, publicKey) ? undefined : 'key.public';
  const schemes = [signature ?? []].flat() as SignatureScheme[];
  if (!isPublicText(secret)) return encodingProblem(provider, schemes[0]?.keyEncoding, secret);
  // Standard Webhooks has a variant whose keys are public and marked so. What is not marked counts as a secret there.
  const types = schemes.flatMap(({ algorithm }) => keyTypeOf(algorithm) ?? []);
  if (!types.length) return 'key.shared';
  const key = markedPublicKey(secret);
  return !key || types.some((type) => isPublicKey(key, type)) ? undefined : 'key.public';
}

/** What says nothing of its own form is let be where a sender may give other ones. */
function encodingProblem(
  { hasFixedSecret }: Provider,
  encoding: SignatureScheme['keyEncoding'],
  secret: string,
): string | undefined {
  if (!encoding || encoding === 'pem' || decodeKey(secret, encoding)) return undefined;
  if (encoding !== 'whsec') return `key.${encoding}`;
  return hasFixedSecret || secret.startsWith('whsec_') ? 'key.whsec' : undefined;
}
