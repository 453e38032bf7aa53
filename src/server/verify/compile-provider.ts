import type { Provider } from '../../common/providers';
import type { SignatureScheme } from '../../common/WebhookConfig';
import type { Verdict, VerifyInput } from '../receive/types';
import { headerToken } from './credential';
import { refused } from './refused';
import { SCHEME_CODE } from './schemes';
import { compileSignature, type Verify } from './signature';

const PUBLIC_KEY_PREFIX = 'whpk_';

/**
 * Makes the verifier of a provider: its own code, a token, or its row of data.
 * @throws Error when the provider has none of them
 */
export function compileProvider({ id, signature, token, tolerance }: Provider): Verify {
  const code = SCHEME_CODE.get(id);
  if (code) return (input) => code({ ...input, tolerance: input.tolerance ?? tolerance });
  if (token) return headerToken(token);
  if (!signature) throw new Error(`scheme "${id}" has no verifier`);
  const schemes: readonly SignatureScheme[] = Array.isArray(signature) ? signature : [signature as SignatureScheme];
  return anyOf(schemes.map((scheme) => withPlainKeys(scheme, compileSignature(scheme, tolerance))));
}

/** A verdict of the first alternative that lets the request in, else of the last one. */
function anyOf(alternatives: readonly ((input: VerifyInput) => Verdict)[]): Verify {
  if (alternatives.length === 1) return alternatives[0];
  return (input) => {
    let verdict: Verdict = refused('signature missing');
    for (const verify of alternatives) {
      verdict = verify(input);
      if (verdict.verified) return verdict;
    }
    return verdict;
  };
}

// Standard Webhooks writes public keys as whpk_ and the base64 of the key itself. A public key is known to everybody, so it must never
// serve as the key of an HMAC.
function withPlainKeys({ algorithm }: SignatureScheme, verify: (input: VerifyInput) => Verdict) {
  return (input: VerifyInput): Verdict => {
    if (!input.secrets.some((secret) => secret.startsWith(PUBLIC_KEY_PREFIX))) return verify(input);
    const secrets = input.secrets.map((secret) => {
      if (!secret.startsWith(PUBLIC_KEY_PREFIX)) return secret;
      return algorithm === 'ed25519' ? secret.slice(PUBLIC_KEY_PREFIX.length) : '';
    });
    return verify({ ...input, secrets });
  };
}
