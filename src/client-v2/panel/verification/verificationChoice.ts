import { providers } from '../../../common/providers';
import type { Verification } from '../../../common/WebhookConfig';

/** The methods on offer. `provider` and `custom` are both signatures. */
export const CHOICES = ['none', 'provider', 'bearer', 'header', 'query', 'basic', 'custom'] as const;
/** One of {@link CHOICES}. */
export type VerificationChoice = (typeof CHOICES)[number];

/** The choice that a stored verification corresponds to. */
export function choiceOf(verification: Verification | undefined): VerificationChoice {
  if (!verification) return 'none';
  if (verification.type !== 'signature') return verification.type;
  return verification.scheme === 'custom' ? 'custom' : 'provider';
}

/** Initial values of the form for a choice: only the fields it needs, with one empty secret. */
export function verificationOf(choice: VerificationChoice): Verification {
  switch (choice) {
    case 'none':
      return { type: 'none' };
    case 'basic':
      return { type: 'basic', username: '', password: '' };
    case 'bearer':
      return { type: 'bearer', tokens: [''] };
    case 'header':
      return { type: 'header', name: '', tokens: [''] };
    case 'query':
      return { type: 'query', name: '', tokens: [''] };
    case 'provider':
      return { type: 'signature', scheme: '', secrets: [''] };
    case 'custom':
      return {
        type: 'signature',
        scheme: 'custom',
        secrets: [''],
        custom: {
          signature: { from: 'header', name: '' },
          algorithm: 'hmac-sha256',
          encoding: 'hex',
          // Senders write the same bytes in different ways; none is weaker.
          anyCase: true,
          padded: true,
          signedContent: '{body}',
          keyEncoding: 'utf8',
        },
      };
  }
}

/**
 * Initial values of the form for a provider: one empty secret, or no secret where it is optional, and the switches that are on at first.
 * @param scheme the provider's id
 */
export function providerVerification(scheme: string): Extract<Verification, { type: 'signature' }> {
  const { secretOptional, options = [] } = providers.find(({ id }) => id === scheme) ?? {};
  const on = options.filter(({ isOnAtFirst }) => isOnAtFirst).map(({ name }) => [name, 'true']);
  return {
    type: 'signature',
    scheme,
    secrets: secretOptional ? [] : [''],
    ...(on.length ? { options: Object.fromEntries(on) as Record<string, string> } : {}),
  };
}
