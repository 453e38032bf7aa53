import { providers } from '../../common/providers';
import type { Verification } from '../../common/WebhookConfig';
import type { EndpointVerifier } from '../model/endpoint';
import { compileProvider } from './compile-provider';
import { basic, bearer, headerToken, queryToken } from './credential';
import { readCustomScheme } from './custom-scheme';
import { VERIFIED } from './refused';
import { compileSignature } from './signature';
import { signedParts } from './signed-parts';

/** Decides about requests, and says which parts of a request carry the credential. */
export type Verifier = EndpointVerifier;

const REALM = 'realm="webhook"';
// Schemes whose verdict brings the content along.
const ENVELOPES = new Set(['aws-sns', 'dingtalk', 'feishu', 'forgejo', 'gitea', 'wechatpay', 'wecom']);
const NO_CREDENTIAL = { credentialHeaders: [], credentialQuery: [] };

/**
 * Makes the verifier of an endpoint.
 * @param verification undefined is the same as none: everybody is let in
 * @throws Error with a plain text for an unknown type or scheme, or a custom scheme that is not complete
 */
export function compileVerification(verification: Verification | undefined): Verifier {
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
      return compileScheme(verification);
    default:
      throw new Error('verification: the type is not known');
  }
}

function compileScheme({ scheme, custom }: Extract<Verification, { type: 'signature' }>): Verifier {
  if (scheme === 'custom') {
    const signature = readCustomScheme(custom);
    return { ...NO_CREDENTIAL, verify: compileSignature(signature), signed: signedParts({ signature }) };
  }
  const provider = providers.find(({ id }) => id === scheme);
  if (!provider) throw new Error(`verification.scheme: "${scheme}" is not known`);
  const credentialHeaders = provider.token ? [provider.token.toLowerCase()] : [];
  return {
    verify: compileProvider(provider),
    credentialHeaders,
    credentialQuery: [],
    signed: signedParts(provider),
    hasEnvelope: ENVELOPES.has(scheme),
  };
}
