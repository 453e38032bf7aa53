import { openDelivery } from './open-delivery';
import { failed, passed, unauthenticated, unavailable } from './refusals';
import type { Rejection } from '../model/rejection';
import type { Steps } from './Steps';
import type { Visit } from '../model/delivery';
import type { HandshakeInput } from '../model/endpoint';
import type { ReceivedBody, Reply } from '../model/request';

/** How a stored delivery is run again. */
export interface Replay {
  bytes: ReceivedBody;
  params: Readonly<Record<string, string>>;
  /** refuses what can't be verified now; else that is only tried where the content is in a signed envelope */
  verify: boolean;
  /** milliseconds since 1970: when it was received, so that timestamps in it hold */
  receivedAt: number;
}

/**
 * A stored delivery from its bytes to its answer, as it would go now: no handshake, no rate and no source, for it is a person of ours
 * who sends it.
 * @param visit with `replayOf`, and the body that was kept
 * @returns the reply, or a refusal, of which there is a row only when it says so
 */
export async function receiveAgain(
  visit: Visit,
  { params, bytes, verify, receivedAt }: Replay,
  steps: Pick<Steps, 'parseBody' | 'parseQuery' | 'fetchCertificate' | 'accept'>,
): Promise<Reply | Rejection> {
  const { call, endpoint } = visit;
  if (endpoint.misconfigured) return unavailable(endpoint.misconfigured);
  const credentials = await endpoint.credentials();
  if ('missing' in credentials) return unavailable(credentials.missing);
  const body = bytes[endpoint.body.signedBody];
  const input: HandshakeInput = { request: { ...call, body }, ...credentials, now: receivedAt };
  const { tolerance, verifier } = endpoint;
  if (!verify && !verifier.hasEnvelope) return openDelivery(visit, input, { params, bytes }, steps);
  const verdict = await verifier.verify({ ...input, tolerance, fetchCertificate: steps.fetchCertificate });
  if (!verdict.verified) return failed(visit, 'verification', unauthenticated(verdict.reason, endpoint));
  passed(visit, 'verification');
  return openDelivery(visit, input, { params, bytes, payload: verdict.payload }, steps);
}
