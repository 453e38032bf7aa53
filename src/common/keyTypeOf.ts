import type { KeyType } from './providers';
import type { SignatureScheme } from './WebhookConfig';

const KEY_TYPES: Partial<Record<SignatureScheme['algorithm'], KeyType>> = {
  ed25519: 'ed25519',
  'rsa-sha256': 'rsa',
  'ecdsa-p256': 'ec',
};

/** The type of public key that an algorithm takes; undefined for shared secrets and while no algorithm is chosen. */
export function keyTypeOf(algorithm: SignatureScheme['algorithm'] | undefined): KeyType | undefined {
  return algorithm && KEY_TYPES[algorithm];
}
