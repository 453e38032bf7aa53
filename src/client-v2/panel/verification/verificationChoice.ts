import { providers } from '../../../common/providers';
import type { Verification } from '../../../common/WebhookConfig';

/** What a person chooses between. `provider` and `custom` are both signatures. */
export const CHOICES = ['none', 'provider', 'bearer', 'header', 'query', 'basic', 'custom'] as const;
export type VerificationChoice = (typeof CHOICES)[number];

/** The choice that a stored verification stands for; none when there is none. */
export function choiceOf(verification: Verification | undefined): VerificationChoice {
  if (!verification) return 'none';
  if (verification.type !== 'signature') return verification.type;
  return verification.scheme === 'custom' ? 'custom' : 'provider';
}

/** What the form starts with after a choice: only the fields that it needs, with one secret to fill in. */
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
          // Senders differ in how they write the same bytes; neither form is weaker.
          anyCase: true,
          padded: true,
          signedContent: '{body}',
          keyEncoding: 'utf8',
        },
      };
  }
}

/**
 * What the form starts with after a provider was chosen: one secret to fill in, or none where the provider may do without.
 * @param scheme a provider's id
 */
export function providerVerification(scheme: string): Extract<Verification, { type: 'signature' }> {
  const optional = providers.find(({ id }) => id === scheme)?.secretOptional;
  return { type: 'signature', scheme, secrets: optional ? [] : [''] };
}
