import type { Provider, ProviderScheme } from '../../common/providers';
import type { Verdict, Verify, VerifyInput } from '../model/endpoint';
import type { KnownProvider } from '../model/provider';
import { headerToken } from './credential';
import { markedPublicKey } from './public-key';
import { readValue } from '../request/read-request';
import { proofOf } from './proof-of';
import { refused } from './refused';
import { compileSignature } from './signature';
import { keyTypeOf } from '../../common/keyTypeOf';

/**
 * Makes the verifier of a provider: from its code, its token, or its signature described as data.
 * @throws Error when the provider has none of them
 */
export function compileProvider(known: KnownProvider): Verify {
  const { id, signature, token, tolerance } = known.provider;
  const { code } = known;
  const verify = code.makeVerify?.() ?? code.verify;
  if (verify)
    return withProof((input) => verify({ ...input, tolerance: input.tolerance ?? tolerance }), known.provider);
  if (token) return headerToken(token);
  if (!signature) throw new Error(`scheme "${id}" has no verifier`);
  const schemes: readonly ProviderScheme[] = Array.isArray(signature) ? signature : [signature as ProviderScheme];
  const hasAlternatives = schemes.length > 1;
  return anyOf(
    schemes.map((scheme) => {
      const verify = compileSignature(scheme, tolerance);
      return hasAlternatives && keyTypeOf(scheme.algorithm) ? onlyPublicKeys(verify) : verify;
    }),
  );
}

/**
 * The proof of a scheme in code that names none itself: its signature, which is made of nothing but the message and has one form only, as
 * the code decodes it strictly.
 */
function withProof(verify: Verify, { proof, proofIn }: Provider): Verify {
  return async (input) => {
    const verdict = await verify(input);
    if (!verdict.verified || verdict.proof !== undefined) return verdict;
    const signature = readValue(input.request, { from: proofIn ?? 'header', name: proof });
    return signature === undefined ? verdict : { ...verdict, proof: proofOf(signature) };
  };
}

// Where an alternative stops that the sender did not use.
const NOT_ITS_SIGNATURE: readonly string[] = ['signature missing or sent twice', 'no well-formed signature'];

/** Accepts what any of the alternatives accepts; a refusal is that of the first one whose signature was sent, else of the last one. */
function anyOf(alternatives: readonly ((input: VerifyInput) => Verdict)[]): Verify {
  if (alternatives.length === 1) return alternatives[0];
  return (input) => {
    let told: Verdict | undefined;
    let last: Verdict = refused('signature missing');
    for (const verify of alternatives) {
      last = verify(input);
      if (last.verified) return last;
      if (!NOT_ITS_SIGNATURE.includes(last.reason)) told ??= last;
    }
    return told ?? last;
  };
}

// Where a sender may sign with a shared secret or with a private key, a configured text must not serve as both: raw base64 or hex is a
// shared secret, which as a public key would let in anyone who knows it. Standard Webhooks writes public keys as whpk_ and the base64 of the
// key itself.
function onlyPublicKeys(verify: (input: VerifyInput) => Verdict) {
  return (input: VerifyInput): Verdict => verify({ ...input, secrets: input.secrets.map(markedPublicKey) });
}
