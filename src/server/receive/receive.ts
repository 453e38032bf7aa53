import { enter, type Entry } from './enter';
import { openDelivery } from './open-delivery';
import { failed, passed, unauthenticated, unavailable } from './refusals';
import { isRejection, reject, type Rejection, type RejectionCode } from '../model/rejection';
import type { Steps } from './Steps';
import type { Visit } from '../model/delivery';
import type { HandshakeInput, HandshakeResult, Verdict } from '../model/endpoint';
import type { Call, ReceivedBody, Reply } from '../model/request';

const UNEXPECTED =
  'a secret was handed over to an endpoint that has one: if you are setting the webhook up anew, expect a handshake for 15 minutes first';

/**
 * One request from the front door to its answer.
 * @returns the reply for the sender, or a refusal of the closed catalogue; only bugs throw
 */
export async function receive(call: Call, steps: Steps): Promise<Reply | Rejection> {
  const entry = enter(call, await steps.route(call.method, call.endpointPath));
  if (!('endpoint' in entry)) return entry;
  const visit: Visit = { call, endpoint: entry.endpoint, checks: [] };
  if (entry.refusal && entry.otherMethod) failed(visit, 'method', entry.otherMethod);
  try {
    const outcome = entry.refusal ?? (await walk(visit, entry, steps));
    if (isRejection(outcome) && !outcome.recorded) steps.recordRefusal(visit, outcome);
    return outcome;
  } catch (error) {
    steps.recordRefusal(visit, reject('unavailable', 'fault'));
    throw error;
  }
}

async function walk(visit: Visit, { params, otherMethod }: Entry, steps: Steps): Promise<Reply | Rejection> {
  const { call, endpoint } = visit;
  if (endpoint.misconfigured) return unavailable(endpoint.misconfigured);

  if (!endpoint.allows(call.address)) {
    return failed(visit, 'source', reject('source_not_allowed', `source ${call.address ?? 'unknown'}`));
  }
  passed(visit, 'source');

  const pause = await steps.attempts.wait(call, endpoint);
  if (pause) return failed(visit, 'attempts', tooMany('too many refused attempts from this address', pause));

  const proof = await prove(visit, otherMethod, steps);
  if (!('verdict' in proof)) {
    if (isRejection(proof) && UNPROVEN.has(proof.rejected)) steps.attempts.refused(call, endpoint);
    return proof;
  }
  steps.attempts.accepted(call, endpoint);

  const wait = endpoint.countCall(call.receivedAt);
  if (wait) return failed(visit, 'rate', tooMany('rate limit', wait));
  passed(visit, 'rate');

  const { input, bytes, verdict } = proof;
  const signed = endpoint.handshake?.signed?.(input, verdict);
  if (signed) return answer(signed, visit, steps);
  if (otherMethod) return failed(visit, 'method', otherMethod);

  return openDelivery(visit, input, { params, bytes, payload: verdict.payload }, steps);
}

// Refusals that whoever guesses, or only costs, collects before anything is proven.
const UNPROVEN: ReadonlySet<string> = new Set<RejectionCode>(['unauthenticated', 'body_too_large', 'body_timeout']);

/** A request that is authentic. */
interface Proof {
  input: HandshakeInput;
  bytes: ReceivedBody;
  verdict: Extract<Verdict, { verified: true }>;
}

/** Reads the body and decides whether the request is authentic; answers handshakes that nobody signs. */
async function prove(
  visit: Visit,
  otherMethod: Entry['otherMethod'],
  steps: Steps,
): Promise<Proof | Reply | Rejection> {
  const { call, endpoint } = visit;
  const bytes = await steps.readBody(endpoint.maxBodySize);
  if (isRejection(bytes)) return failed(visit, 'body', bytes);
  visit.body = bytes.received;
  passed(visit, 'body');
  const body = bytes[endpoint.body.signedBody];

  const credentials = await endpoint.credentials();
  if ('missing' in credentials) return failed(visit, 'credentials', unavailable(credentials.missing));
  const input: HandshakeInput = { request: { ...call, body }, ...credentials, now: call.receivedAt };

  const { handshake } = endpoint;
  const unsigned = handshake?.unsigned?.(input);
  if (unsigned && handshake?.bringsSecret && input.secrets.length && !(await steps.expectsHandshake(endpoint))) {
    return failed(visit, 'handshake', unauthenticated(UNEXPECTED, endpoint));
  }
  if (unsigned) return answer(unsigned, visit, steps);
  // A method that is let in for the handshake of a provider that signs it still has to prove itself.
  if (otherMethod && !handshake?.signed) return failed(visit, 'method', otherMethod);

  const { tolerance, verifier } = endpoint;
  const verdict = await verifier.verify({ ...input, tolerance, fetchCertificate: steps.fetchCertificate });
  if (!verdict.verified) return failed(visit, 'verification', unauthenticated(verdict.reason, endpoint));
  passed(visit, 'verification');
  return { input, bytes, verdict };
}

async function answer(result: HandshakeResult, visit: Visit, { recordHandshake }: Steps): Promise<Reply | Rejection> {
  if ('refused' in result) return failed(visit, 'handshake', unauthenticated(result.refused, visit.endpoint));
  const { notice, ...reply } = result;
  passed(visit, 'handshake');
  return (await recordHandshake(visit, reply, notice)) ?? reply;
}

function tooMany(reason: string, wait: number): Rejection {
  return reject('rate_limited', reason, { headers: [{ name: 'Retry-After', value: String(wait) }] });
}
