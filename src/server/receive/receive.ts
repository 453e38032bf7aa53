import { isRejection, reject, type Rejection } from './rejection';
import type {
  BodySettings,
  Call,
  Check,
  CloudEvent,
  DeliveryInfo,
  Endpoint,
  HandshakeInput,
  HandshakeResult,
  HeaderMap,
  IncomingRequest,
  ReceivedBody,
  ReceivedFile,
  Reply,
  Route,
  Verdict,
  Visit,
  WorkflowContext,
} from './types';

/** A body, decompressed and verified, and the headers that came with it. */
export interface BodyToParse {
  content: Buffer;
  contentType?: string;
  headers: HeaderMap;
}

/** What a body was read as. */
export interface ParsedBody {
  data: unknown;
  format: DeliveryInfo['format'];
  files: readonly ReceivedFile[];
  event?: CloudEvent;
}

/** What the pipeline calls; whatever touches a socket, the database or the engine arrives this way. */
export interface Steps {
  route(method: string, path: string): Promise<Route>;
  readBody(maxBodySize: number): Promise<ReceivedBody | Rejection>;
  parseBody(body: BodyToParse, settings: BodySettings): ParsedBody | { problem: string; reason: string };
  parseQuery(search: string): unknown;
  fetchCertificate(url: string): Promise<string>;
  /** writes down that a challenge was answered, with what a person must do something with */
  recordHandshake(visit: Visit, reply: Reply, notice?: { key: string; value: string }): Promise<void>;
  /** records the delivery and acknowledges it, or runs it to its end */
  accept(
    visit: Visit,
    context: WorkflowContext,
    files: readonly ReceivedFile[],
    acknowledgement: Reply | undefined,
  ): Promise<Reply | Rejection>;
  /** notes a refusal for the delivery log; neither waits nor throws */
  recordRefusal(visit: Visit, rejection: Rejection): void;
}

/**
 * One request from the front door to its answer.
 * @returns the reply for the sender, or a refusal of the closed catalogue; only bugs throw
 */
export async function receive(call: Call, steps: Steps): Promise<Reply | Rejection> {
  const entry = enter(call, await steps.route(call.method, call.endpointPath));
  if (!('endpoint' in entry)) return entry;
  const visit: Visit = { call, endpoint: entry.endpoint, checks: [] };
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

  const wait = endpoint.countCall(call.receivedAt);
  if (wait) return failed(visit, 'rate', tooMany(wait));
  passed(visit, 'rate');
  if (!endpoint.allows(call.address)) {
    return failed(visit, 'source', reject('source_not_allowed', `source ${call.address ?? 'unknown'}`));
  }
  passed(visit, 'source');

  const bytes = await steps.readBody(endpoint.maxBodySize);
  if (isRejection(bytes)) return failed(visit, 'body', bytes);
  visit.body = bytes.received;
  passed(visit, 'body');
  const body = bytes[endpoint.body.signedBody];

  const credentials = await endpoint.credentials();
  if ('missing' in credentials) return failed(visit, 'credentials', unavailable(credentials.missing));
  const input: HandshakeInput = { request: { ...call, body }, ...credentials, now: call.receivedAt };

  const unsigned = endpoint.handshake?.unsigned?.(input);
  if (unsigned) return answer(unsigned, visit, steps);
  // A method that is let in for the handshake of a provider that signs it still has to prove itself.
  if (otherMethod && !endpoint.handshake?.signed) return failed(visit, 'method', otherMethod);

  const { tolerance, verifier } = endpoint;
  const verdict = await verifier.verify({ ...input, tolerance, fetchCertificate: steps.fetchCertificate });
  if (!verdict.verified) return failed(visit, 'verification', unauthenticated(verdict.reason, endpoint));
  passed(visit, 'verification');

  const signed = endpoint.handshake?.signed?.(input, verdict);
  if (signed) return answer(signed, visit, steps);
  if (otherMethod) return failed(visit, 'method', otherMethod);

  return open(visit, input, { params, bytes, payload: verdict.payload }, steps);
}

/** What a verified delivery is opened with: parameters of its path, and the content where that replaces the body. */
interface Opening {
  bytes: ReceivedBody;
  params: Readonly<Record<string, string>>;
  payload?: Extract<Verdict, { verified: true }>['payload'];
}

/** Parses a verified delivery and hands it on. */
async function open(
  visit: Visit,
  input: HandshakeInput,
  { params, bytes, payload }: Opening,
  steps: Pick<Steps, 'parseBody' | 'parseQuery' | 'accept'>,
): Promise<Reply | Rejection> {
  const { call, endpoint } = visit;
  const { verifier } = endpoint;
  const identified = { ...input.request, body: payload?.content ?? bytes.decoded };
  const content = payload ?? { content: bytes.decoded, contentType: call.headers.get('content-type')?.[0] };
  const parsed = steps.parseBody({ ...content, headers: call.headers }, endpoint.body);
  if ('problem' in parsed) {
    const code = parsed.problem === 'charset' ? 'unsupported_media_type' : 'malformed_body';
    return failed(visit, 'parsing', reject(code, parsed.reason));
  }
  let query: unknown;
  try {
    query = steps.parseQuery(withoutParameters(call.search, verifier.credentialQuery));
  } catch {
    return failed(visit, 'parsing', reject('malformed_body', 'too many query parameters'));
  }
  passed(visit, 'parsing');

  const context: WorkflowContext = {
    data: parsed.data,
    headers: flatten(call.headers, verifier.credentialHeaders),
    query,
    params,
    files: parsed.files.map(({ field, filename, mimetype, size }) => ({ field, filename, mimetype, size })),
    delivery: {
      ...describe(call, endpoint.rawBody ? bytes.received : undefined),
      ...identify(endpoint, identified, parsed.event),
      format: parsed.format,
      ...(parsed.event ? { event: parsed.event } : {}),
    },
  };
  return steps.accept(visit, context, parsed.files, endpoint.acknowledgement?.(input));
}

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
  if (!verify && !verifier.hasEnvelope) return open(visit, input, { params, bytes }, steps);
  const verdict = await verifier.verify({ ...input, tolerance, fetchCertificate: steps.fetchCertificate });
  if (!verdict.verified) return failed(visit, 'verification', unauthenticated(verdict.reason, endpoint));
  passed(visit, 'verification');
  return open(visit, input, { params, bytes, payload: verdict.payload }, steps);
}

interface Entry {
  endpoint: Endpoint;
  params: Readonly<Record<string, string>>;
  /** the endpoint's answer to a method of no use for it, unless the call turns out to be a handshake */
  otherMethod?: Reply | Rejection;
  /** nothing but this is to be said */
  refusal?: Reply | Rejection;
}

/** The endpoint that a request came to. */
function enter({ method }: Call, route: Route): Entry | Rejection {
  switch (route.found) {
    case 'endpoint':
      return route;
    case 'nothing':
      return reject('endpoint_not_found', 'no endpoint');
    case 'contested': {
      const [endpoint] = route.endpoints;
      return { endpoint, params: {}, refusal: unavailable(`claimed by ${route.endpoints.map(nameOf).join(' and ')}`) };
    }
    case 'method': {
      const otherMethod = methodNotAllowed(method, route.allow);
      const shaking = route.others.find(({ endpoint }) => endpoint.handshake?.methods.includes(method));
      return shaking ? { ...shaking, otherMethod } : { ...route.others[0], refusal: otherMethod };
    }
  }
}

function passed({ checks }: Visit, step: Check['step']): void {
  checks.push({ step, ok: true });
}

function failed({ checks }: Visit, step: Check['step'], outcome: Reply | Rejection): Reply | Rejection {
  if (isRejection(outcome)) checks.push({ step, ok: false, detail: outcome.reason });
  return outcome;
}

async function answer(result: HandshakeResult, visit: Visit, { recordHandshake }: Steps): Promise<Reply | Rejection> {
  if ('refused' in result) return failed(visit, 'handshake', unauthenticated(result.refused, visit.endpoint));
  const { notice, ...reply } = result;
  passed(visit, 'handshake');
  await recordHandshake(visit, reply, notice);
  return reply;
}

function tooMany(wait: number): Rejection {
  return reject('rate_limited', 'rate limit', { headers: [{ name: 'Retry-After', value: String(wait) }] });
}

function unauthenticated(reason: string, { verifier }: Endpoint): Rejection {
  const { challenge } = verifier;
  return reject('unauthenticated', reason, {
    headers: challenge ? [{ name: 'WWW-Authenticate', value: challenge }] : [],
  });
}

function methodNotAllowed(method: string, allow: readonly string[]): Reply | Rejection {
  const headers = [{ name: 'Allow', value: allow.join(', ') }];
  if (method === 'OPTIONS') return { status: 204, headers };
  return reject('method_not_allowed', `${method} on an endpoint for ${allow.join(', ')}`, { headers });
}

function unavailable(reason: string): Rejection {
  return reject('unavailable', reason, { headers: [{ name: 'Retry-After', value: '60' }] });
}

function nameOf({ title, workflowKey }: Endpoint): string {
  return `"${title}" (${workflowKey})`;
}

function flatten(headers: HeaderMap, without: readonly string[]): Record<string, string> {
  // The names are the sender's: fromEntries defines properties, an assignment could meet a frozen one.
  return Object.fromEntries(
    [...headers]
      .filter(([name]) => !without.includes(name))
      .map(([name, values]) => [name, values.join(name === 'cookie' ? '; ' : ', ')]),
  );
}

/** Which event this is and of which kind: as the endpoint says, else as a CloudEvent does. */
function identify(endpoint: Endpoint, request: IncomingRequest, event: CloudEvent | undefined) {
  const { idempotencyKey, eventType } = endpoint.identify(request);
  return {
    // Of events from one source, those with the same id are the same (CloudEvents 1.0, "id").
    idempotencyKey: idempotencyKey ?? (event && !endpoint.deduplication.source ? `${event.source} ${event.id}` : null),
    eventType: eventType ?? event?.type ?? null,
  };
}

function withoutParameters(search: string, names: readonly string[]): string {
  if (!names.length) return search;
  const named = (pair: string) => new URLSearchParams(pair).keys().next().value as string | undefined;
  return search
    .split('&')
    .filter((pair) => !names.includes(named(pair) ?? ''))
    .join('&');
}

function describe(call: Call, rawBody?: Buffer): DeliveryInfo {
  return {
    id: call.id,
    method: call.method,
    path: call.endpointPath,
    address: call.address ?? '',
    receivedAt: new Date(call.receivedAt).toISOString(),
    idempotencyKey: null,
    eventType: null,
    contentType: call.headers.get('content-type')?.[0] ?? null,
    format: null,
    ...(rawBody ? { rawBody: rawBody.toString('base64') } : {}),
  };
}
