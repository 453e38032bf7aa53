import { keyTypeOf } from './keyTypeOf';
import type { Verification } from './WebhookConfig';

/**
 * Whether white space around the secrets of a verification may belong to them: passwords, and shared keys of a scheme that somebody has described.
 * Tokens and secrets that a provider shows have none, public keys and certificates mean the same without it.
 */
export function isVerbatim(verification: Verification): boolean {
  if (verification.type === 'basic') return true;
  if (verification.type !== 'signature' || verification.scheme !== 'custom') return false;
  return keyTypeOf(verification.custom?.algorithm) === undefined;
}
