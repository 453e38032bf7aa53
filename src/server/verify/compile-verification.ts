import type { Verification } from '../../common/WebhookConfig';
import type { EndpointVerifier } from '../model/endpoint';
import type { KnownProvider } from '../model/provider';
import { compileProvider } from './compile-provider';
import { basic, bearer, headerToken, queryToken } from './credential';
import { readCustomScheme } from './custom-scheme';
import { VERIFIED } from './refused';
import { compileSignature } from './signature';
import { signedParts } from './signed-parts';

const REALM = 'realm="webhook"';
const NO_CREDENTIAL = { credentialHeaders: [], credentialQuery: [] };

/**
 * Makes the verifier of an endpoint.
 * @param verification undefined means none: every request is let in
 * @param known the provider that the verification names, if any
 * @throws Error, safe to show, for an unknown type or scheme, or an incomplete custom scheme
 */
export function compileVerification(
  verification: Verification | undefined,
  known: KnownProvider | undefined,
): EndpointVerifier {
  switch (verification?.type) {
    case undefined:
    case 'none':
      return { ...NO_CREDENTIAL, verify: () => VERIFIED };
    case 'basic':
      return {
        verify: basic(verification.username),
        challenge: `Basic ${REALM}, charset="UTF-8"`,
        credentialHeaders: ['authorization'],
        credentialQuery: [],
      };
    case 'bearer':
      return {
        verify: bearer,
        challenge: `Bearer ${REALM}`,
        credentialHeaders: ['authorization'],
        credentialQuery: [],
      };
    case 'header':
      return {
        verify: headerToken(verification.name),
        credentialHeaders: [verification.name.toLowerCase()],
        credentialQuery: [],
      };
    case 'query':
      return { verify: queryToken(verification.name), credentialHeaders: [], credentialQuery: [verification.name] };
    case 'signature':
      return compileScheme(verification, known);
    default:
      throw new Error('verification: the type is not known');
  }
}

function compileScheme(
  { scheme, custom }: Extract<Verification, { type: 'signature' }>,
  known: KnownProvider | undefined,
): EndpointVerifier {
  if (scheme === 'custom') {
    const signature = readCustomScheme(custom);
    return { ...NO_CREDENTIAL, verify: compileSignature(signature), signed: signedParts({ signature }) };
  }
  if (!known) throw new Error(`verification.scheme: "${scheme}" is not known`);
  const { provider } = known;
  return {
    verify: compileProvider(known),
    credentialHeaders: provider.token ? [provider.token.toLowerCase()] : [],
    credentialQuery: [],
    signed: signedParts(provider),
    hasEnvelope: provider.envelope ?? false,
  };
}
