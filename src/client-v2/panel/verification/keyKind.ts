import type { KeyType } from '../../../common/providers';
import type { SignatureScheme } from '../../../common/WebhookConfig';

const PUBLIC_KEYS: Partial<Record<SignatureScheme['algorithm'], KeyType>> = {
  ed25519: 'ed25519',
  'rsa-sha256': 'rsa',
  'ecdsa-p256': 'ec',
};

/** The kind of key that an algorithm needs: one of the public ones, or a secret that both sides share, also where none is chosen yet. */
export function keyKind(algorithm: SignatureScheme['algorithm'] | undefined): KeyType | 'shared' {
  return (algorithm && PUBLIC_KEYS[algorithm]) ?? 'shared';
}
