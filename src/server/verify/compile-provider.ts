import type { Provider } from '../../common/providers';
import type { SignatureScheme } from '../../common/WebhookConfig';
import type { Verdict, VerifyInput } from '../model/endpoint';
import { headerToken } from './credential';
import { markedPublicKey } from './marked-public-key';
import { refused } from './refused';
import { REMEMBERING_CODE, SCHEME_CODE } from './schemes';
import { compileSignature, type Verify } from './signature';
import { keyTypeOf } from './signature-check';

/**
 * Makes the verifier of a provider: its own code, a token, or its row of data.
 * @throws Error when the provider has none of them
 */
export function compileProvider({ id, signature, token, tolerance }: Provider): Verify {
  const code = SCHEME_CODE.get(id) ?? REMEMBERING_CODE.get(id)?.();
  if (code) return (input) => code({ ...input, tolerance: input.tolerance ?? tolerance });
  if (token) return headerToken(token);
  if (!signature) throw new Error(`scheme "${id}" has no verifier`);
  const schemes: readonly SignatureScheme[] = Array.isArray(signature) ? signature : [signature as SignatureScheme];
  const hasAlternatives = schemes.length > 1;
  return anyOf(
    schemes.map((scheme) => {
      const verify = compileSignature(scheme, tolerance);
      return hasAlternatives && keyTypeOf(scheme.algorithm) ? onlyPublicKeys(verify) : verify;
    }),
  );
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

// Where a sender may sign with a shared secret or with a private key, a configured text must not serve as both: raw base64 or hex is a
// shared secret, which as a public key would let in whoever knows it. Standard Webhooks writes public keys as whpk_ and the base64 of the
// key itself.
function onlyPublicKeys(verify: (input: VerifyInput) => Verdict) {
  return (input: VerifyInput): Verdict => verify({ ...input, secrets: input.secrets.map(markedPublicKey) });
}
