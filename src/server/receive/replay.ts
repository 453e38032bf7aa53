import { acceptVerified } from './accept-verified';
import { inputOf, readingOf } from './input-of';
import { failed, passed, unauthenticated } from './refusals';
import { reject, type Rejection } from '../model/rejection';
import type { Steps } from './Steps';
import type { Exchange } from '../model/delivery';
import type { ReceivedBody, HttpResponse } from '../model/request';

/** How a stored delivery is run again. */
export interface ReplayInput {
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
 * @param exchange with `replayOf`, and the body that was kept
 * @returns the reply, or a refusal, of which there is a row only when it says so
 */
export async function replay(
  exchange: Exchange,
  { params, bytes, verify, receivedAt }: ReplayInput,
  steps: Pick<Steps, 'parseBody' | 'parseQuery' | 'fetchCertificate' | 'accept'>,
): Promise<HttpResponse | Rejection> {
  const { request: request, endpoint } = exchange;
  if (endpoint.misconfigured) return reject('unavailable', endpoint.misconfigured);
  const credentials = await endpoint.credentials();
  if ('missing' in credentials) return reject('unavailable', credentials.missing);
  const reading = readingOf(request, bytes, endpoint, steps);
  const input = inputOf({ ...request, receivedAt }, bytes, endpoint, { reading, credentials });
  const { tolerance, verifier } = endpoint;
  if (!verify && !verifier.hasEnvelope) return acceptVerified(exchange, input, { params, bytes, reading }, steps);
  const verdict = await verifier.verify({ ...input, tolerance, fetchCertificate: steps.fetchCertificate });
  if (!verdict.verified) return failed(exchange, 'verification', unauthenticated(verdict.reason, endpoint));
  passed(exchange, 'verification');
  return acceptVerified(exchange, input, { params, bytes, reading, payload: verdict.payload }, steps);
}
