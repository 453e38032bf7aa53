import { matchRoute, type RouteMatch } from './match-route';
import { acceptVerified } from './accept-verified';
import type { BodyReading } from './body-reading';
import { inputOf, readingOf } from './input-of';
import { failed, passed, unauthenticated } from './refusals';
import { isRejection, reject, type Rejection, type RejectionCode } from '../model/rejection';
import type { Steps } from './Steps';
import type { Exchange } from '../model/delivery';
import type { HandshakeInput, HandshakeResult, Route, Verdict } from '../model/endpoint';
import type { ReceivedRequest, ReceivedBody, HttpResponse } from '../model/request';

const UNEXPECTED =
  'a secret was handed over to an endpoint that has one: if you are setting the webhook up anew, expect a handshake for 15 minutes first';

/** What happens behind the route. */
type RouteSteps = Omit<Steps, 'route'>;

/**
 * One request from the front door to its response.
 * @returns the response to the sender, or a refusal of the closed catalogue; only bugs throw
 */
export async function receive(
  request: ReceivedRequest,
  route: Route,
  steps: RouteSteps,
): Promise<HttpResponse | Rejection> {
  const match = matchRoute(request, route);
  if (!('endpoint' in match)) return match;
  const exchange: Exchange = { request, endpoint: match.endpoint, checks: [] };
  if (match.refusal && match.otherMethod) failed(exchange, 'method', match.otherMethod);
  try {
    const outcome = match.refusal ?? (await handle(exchange, match, steps));
    if (isRejection(outcome) && !outcome.recorded) steps.recordRefusal(exchange, outcome);
    return outcome;
  } catch (error) {
    steps.recordRefusal(exchange, reject('unavailable', 'fault'));
    throw error;
  }
}

async function handle(
  exchange: Exchange,
  { params, otherMethod }: RouteMatch,
  steps: RouteSteps,
): Promise<HttpResponse | Rejection> {
  const { request, endpoint } = exchange;
  if (endpoint.misconfigured) return reject('unavailable', endpoint.misconfigured);

  if (!endpoint.allows(request.address)) {
    return failed(exchange, 'source', reject('source_not_allowed', `source ${request.address ?? 'unknown'}`));
  }
  passed(exchange, 'source');

  const pause = await steps.attempts.wait(request, endpoint);
  if (pause) return failed(exchange, 'attempts', tooMany('too many refused attempts from this address', pause));

  const proof = await authenticate(exchange, otherMethod, steps);
  if (!('verdict' in proof)) {
    if (isRejection(proof) && UNPROVEN.has(proof.rejected)) steps.attempts.refused(request, endpoint);
    return proof;
  }
  steps.attempts.accepted(request, endpoint);

  const wait = endpoint.countCall(request.receivedAt);
  if (wait) return failed(exchange, 'rate', tooMany('rate limit', wait));
  passed(exchange, 'rate');

  const { input, bytes, reading, verdict } = proof;
  const signed = endpoint.handshake?.signed?.(input, verdict);
  if (signed) return answer(signed, exchange, steps);
  if (otherMethod) return failed(exchange, 'method', otherMethod);

  return acceptVerified(exchange, input, { params, bytes, reading, payload: verdict.payload }, steps);
}

// Refusals that count as attempts: what guessing and wasting resources lead to before the request is authentic.
const UNPROVEN: ReadonlySet<string> = new Set<RejectionCode>(['unauthenticated', 'body_too_large', 'body_timeout']);

/** A request that is authentic. */
interface Proof {
  input: HandshakeInput;
  bytes: ReceivedBody;
  reading: BodyReading;
  verdict: Extract<Verdict, { verified: true }>;
}

/** Reads the body and decides whether the request is authentic; answers unsigned handshakes. */
async function authenticate(
  exchange: Exchange,
  otherMethod: RouteMatch['otherMethod'],
  steps: RouteSteps,
): Promise<Proof | HttpResponse | Rejection> {
  const { request, endpoint } = exchange;
  const bytes = await steps.readBody(endpoint.maxBodySize);
  if (isRejection(bytes)) return failed(exchange, 'body', bytes);
  exchange.body = bytes.received;
  passed(exchange, 'body');
  const reading = readingOf(request, bytes, endpoint, steps);
  const credentials = await endpoint.credentials();
  if ('missing' in credentials) return failed(exchange, 'credentials', reject('unavailable', credentials.missing));
  const input = inputOf(request, bytes, endpoint, { reading, credentials });

  const { handshake } = endpoint;
  const unsigned = handshake?.unsigned?.(input);
  if (unsigned && handshake?.bringsSecret && input.secrets.length && !(await steps.expectsHandshake(endpoint))) {
    return failed(exchange, 'handshake', unauthenticated(UNEXPECTED, endpoint));
  }
  if (unsigned) return answer(unsigned, exchange, steps);
  // A method that is let in for the handshake of a provider that signs it still has to prove itself.
  if (otherMethod && !handshake?.signed) return failed(exchange, 'method', otherMethod);

  const { tolerance, verifier } = endpoint;
  const verdict = await verifier.verify({ ...input, tolerance, fetchCertificate: steps.fetchCertificate });
  if (!verdict.verified) return failed(exchange, 'verification', unauthenticated(verdict.reason, endpoint));
  passed(exchange, 'verification');
  exchange.proof = verdict.proof;
  return { input, bytes, reading, verdict };
}

async function answer(
  result: HandshakeResult,
  exchange: Exchange,
  { recordHandshake }: RouteSteps,
): Promise<HttpResponse | Rejection> {
  if ('refused' in result) return failed(exchange, 'handshake', unauthenticated(result.refused, exchange.endpoint));
  const { notice, ...response } = result;
  passed(exchange, 'handshake');
  return (await recordHandshake(exchange, response, notice)) ?? response;
}

function tooMany(reason: string, wait: number): Rejection {
  return reject('rate_limited', reason, { retry: wait });
}
