import { providers } from '../../../common/providers';
import type { Verification } from '../../../common/WebhookConfig';

/**
 * What the form starts with after a provider was chosen: one secret to fill in, or none where the provider may do without.
 * @param scheme a provider's id
 */
export function providerVerification(scheme: string): Extract<Verification, { type: 'signature' }> {
  const optional = providers.find(({ id }) => id === scheme)?.secretOptional;
  return { type: 'signature', scheme, secrets: optional ? [] : [''] };
}
