import type { Verification } from '../../src/common/WebhookConfig';
import { acknowledgementOf, findKnownProvider, handshakeOf } from '../../src/server/endpoint/known-provider';
import type { HandshakeInput } from '../../src/server/model/endpoint';
import { CATALOGUE } from '../../src/server/providers';
import { compileVerification } from '../../src/server/verify/compile-verification';

/** The verifier of a verification, whose provider is one of the catalogue. */
export function verifierOf(verification: Verification | undefined) {
  const scheme = verification?.type === 'signature' ? verification.scheme : undefined;
  return compileVerification(verification, findKnownProvider(CATALOGUE, scheme));
}

/** The handshake of a provider of the catalogue. */
export function findHandshake(scheme: string | undefined) {
  return handshakeOf(findKnownProvider(CATALOGUE, scheme));
}

/** What a provider of the catalogue expects in response to an event. */
export function acknowledgement(scheme: string | undefined, input: HandshakeInput) {
  return acknowledgementOf(findKnownProvider(CATALOGUE, scheme))?.(input);
}
