import { isRejection, reject, type Rejection } from './rejection';
import type {
  BodySettings,
  CloudEvent,
  DeliveryInfo,
  Endpoint,
  FileInfo,
  HandshakeInput,
  HandshakeResult,
  HeaderMap,
  IncomingRequest,
  Reply,
  Route,
  WorkflowContext,
} from './types';

/** A call that has arrived, its body not read yet. */
export interface Call extends Omit<IncomingRequest, 'body'> {
  /** id of the delivery that it becomes */
  id: string;
  /** path below the webhooks segment, with a leading slash, as sent */
  endpointPath: string;
  /** the sender's, forwarded headers of trusted proxies considered; undefined when it could not be told */
  address: string | undefined;
  /** milliseconds since 1970 */
  receivedAt: number;
}

/** A body, decompressed and verified, and the headers that came with it. */
export interface BodyToParse {
  content: Buffer;
  contentType: string | undefined;
  headers: HeaderMap;
}

/** What a body was read as. */
export interface ParsedBody {
  data: unknown;
  format: DeliveryInfo['format'];
  files: readonly (FileInfo & { content: Buffer })[];
  event?: CloudEvent;
}

/** What the pipeline calls; whatever touches a socket, the database or the engine arrives this way. */
export interface Steps {
  route(method: string, path: string): Promise<Route>;
  readBody(maxBodySize: number): Promise<Buffer | Rejection>;
  parseBody(body: BodyToParse, settings: BodySettings): ParsedBody | { problem: string; reason: string };
  parseQuery(search: string): unknown;
  fetchCertificate(url: string): Promise<string>;
  /** writes down that a challenge was answered, with what a person must do something with */
  recordHandshake(endpoint: Endpoint, delivery: DeliveryInfo, notice?: { key: string; value: string }): Promise<void>;
  /** records the delivery and acknowledges it, or runs it to its end */
  accept(endpoint: Endpoint, context: WorkflowContext, acknowledgement: Reply | undefined): Promise<Reply | Rejection>;
}

/**
 * One request from the front door to its answer.
 * @returns the reply for the sender, or a refusal of the closed catalogue; only bugs throw
 */
export async function receive(call: Call, steps: Steps): Promise<Reply | Rejection> {
  const entry = enter(call, await steps.route(call.method, call.endpointPath));
  if (!('endpoint' in entry)) return entry;
  const { endpoint, params, otherMethod } = entry;
  if (endpoint.misconfigured) return unavailable(endpoint.misconfigured);

  const wait = endpoint.countCall(call.receivedAt);
  if (wait) return reject('rate_limited', 'rate limit', { headers: [{ name: 'Retry-After', value: String(wait) }] });
  if (!endpoint.allows(call.address)) return reject('source_not_allowed', `source ${call.address ?? 'unknown'}`);

  const body = await steps.readBody(endpoint.maxBodySize);
  if (isRejection(body)) return body;

  const credentials = await endpoint.credentials();
  if ('missing' in credentials) return unavailable(credentials.missing);
  const input: HandshakeInput = { request: { ...call, body }, ...credentials, now: call.receivedAt };

  const unsigned = endpoint.handshake?.unsigned?.(input);
  if (unsigned) return answer(unsigned, call, endpoint, steps);
  // A method that is let in for the handshake of a provider that signs it still has to prove itself.
  if (otherMethod && !endpoint.handshake?.signed) return otherMethod;

  const { tolerance, verifier } = endpoint;
  const verdict = await verifier.verify({ ...input, tolerance, fetchCertificate: steps.fetchCertificate });
  if (!verdict.verified) return unauthenticated(verdict.reason, endpoint);

  const signed = endpoint.handshake?.signed?.(input, verdict);
  if (signed) return answer(signed, call, endpoint, steps);
  if (otherMethod) return otherMethod;

  const identified = verdict.payload ? { ...input.request, body: verdict.payload.content } : input.request;
  const content = verdict.payload ?? { content: body, contentType: call.headers.get('content-type')?.[0] };
  const parsed = steps.parseBody({ ...content, headers: call.headers }, endpoint.body);
  if ('problem' in parsed) {
    return reject(parsed.problem === 'charset' ? 'unsupported_media_type' : 'malformed_body', parsed.reason);
  }
  let query: unknown;
  try {
    query = steps.parseQuery(withoutParameters(call.search, verifier.credentialQuery));
  } catch {
    return reject('malformed_body', 'too many query parameters');
  }

  const context: WorkflowContext = {
    data: parsed.data,
    headers: flatten(call.headers, verifier.credentialHeaders),
    query,
    params,
    files: parsed.files.map(({ field, filename, mimetype, size }) => ({ field, filename, mimetype, size })),
    delivery: {
      ...describe(call, endpoint.rawBody ? body : undefined),
      ...identify(endpoint, identified, parsed.event),
      format: parsed.format,
      ...(parsed.event ? { event: parsed.event } : {}),
    },
  };
  return steps.accept(endpoint, context, endpoint.acknowledgement?.(input));
}

type Entry = { endpoint: Endpoint; params: Readonly<Record<string, string>>; otherMethod?: Reply | Rejection };

/** The endpoint that a request may go on to; `otherMethod` is its answer unless it turns out to be a handshake. */
function enter({ method }: Call, route: Route): Entry | Reply | Rejection {
  switch (route.found) {
    case 'endpoint':
      return route;
    case 'nothing':
      return reject('endpoint_not_found', 'no endpoint');
    case 'contested':
      return unavailable(`claimed by ${route.endpoints.map(nameOf).join(' and ')}`);
    case 'method': {
      const otherMethod = methodNotAllowed(method, route.allow);
      const shaking = route.others.find(({ endpoint }) => endpoint.handshake?.methods.includes(method));
      return shaking ? { ...shaking, otherMethod } : otherMethod;
    }
  }
}

async function answer(
  result: HandshakeResult,
  call: Call,
  endpoint: Endpoint,
  { recordHandshake }: Steps,
): Promise<Reply | Rejection> {
  if ('refused' in result) return unauthenticated(result.refused, endpoint);
  const { notice, ...reply } = result;
  await recordHandshake(endpoint, describe(call), notice);
  return reply;
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
    idempotencyKey: idempotencyKey ?? (event ? `${event.source} ${event.id}` : null),
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
