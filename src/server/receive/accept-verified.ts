import { contextHeaders } from './context-headers';
import type { BodyReading } from './body-reading';
import { failed, passed } from './refusals';
import { reject, type Rejection } from '../model/rejection';
import type { Steps } from './Steps';
import type { CloudEvent, DeliveryInfo, Exchange, WorkflowContext } from '../model/delivery';
import type { Endpoint, HandshakeInput, Verdict } from '../model/endpoint';
import type { ReceivedRequest, IncomingRequest, ReceivedBody, HttpResponse } from '../model/request';

/** What a verified delivery is opened with: parameters of its path, its body, and the content where that replaces the body. */
export interface VerifiedContent {
  bytes: ReceivedBody;
  reading: BodyReading;
  params: Readonly<Record<string, string>>;
  payload?: Extract<Verdict, { verified: true }>['payload'];
}

/** Parses a verified delivery and hands it on; 400 or 415 for what can't be read. */
export async function acceptVerified(
  exchange: Exchange,
  input: HandshakeInput,
  { params, bytes, reading, payload }: VerifiedContent,
  steps: Pick<Steps, 'parseBody' | 'parseQuery' | 'accept'>,
): Promise<HttpResponse | Rejection> {
  const { request, endpoint } = exchange;
  const { verifier } = endpoint;
  const parsed = payload ? readPayload(payload, exchange, steps) : reading.proven();
  if ('problem' in parsed) {
    const code = parsed.problem === 'charset' ? 'unsupported_media_type' : 'malformed_body';
    return failed(exchange, 'parsing', reject(code, parsed.reason));
  }
  let query: unknown;
  try {
    query = steps.parseQuery(withoutParameters(request.search, verifier.credentialQuery));
  } catch {
    return failed(exchange, 'parsing', reject('malformed_body', 'too many query parameters'));
  }
  passed(exchange, 'parsing');

  const read = { data: parsed.data, headers: contextHeaders(request.headers, endpoint), query };
  const context: WorkflowContext = {
    ...read,
    params,
    fields: endpoint.fields(read),
    files: parsed.files.map(({ field, filename, mimetype, size }) => ({ field, filename, mimetype, size })),
    delivery: {
      ...describe(request, endpoint.rawBody ? bytes.received : undefined),
      ...identify(endpoint, { ...input.request, content: () => parsed }, parsed.event),
      format: parsed.format,
      ...(parsed.event ? { event: parsed.event } : {}),
    },
  };
  return steps.accept(exchange, context, parsed.files, endpoint.acknowledgement?.(input));
}

/** A decrypted event has the type that the scheme gives it. */
function readPayload(
  payload: NonNullable<VerifiedContent['payload']>,
  { request: { headers }, endpoint }: Exchange,
  { parseBody }: Pick<Steps, 'parseBody'>,
) {
  return parseBody({ ...payload, headers }, { ...endpoint.body, signedFormats: undefined });
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
  const named = (pair: string) => new URLSearchParams(pair).keys().next().value;
  return search
    .split('&')
    .filter((pair) => !names.includes(named(pair) ?? ''))
    .join('&');
}

function describe(request: ReceivedRequest, rawBody?: Buffer): DeliveryInfo {
  return {
    id: request.id,
    method: request.method,
    path: request.endpointPath,
    address: request.address ?? '',
    receivedAt: new Date(request.receivedAt).toISOString(),
    idempotencyKey: null,
    eventType: null,
    contentType: request.headers.get('content-type')?.[0] ?? null,
    format: null,
    ...(rawBody ? { rawBody: rawBody.toString('base64') } : {}),
  };
}
