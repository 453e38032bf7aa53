import { duration } from './duration';
import { createHash } from 'node:crypto';
import type { Exchange } from '../../model/delivery';
import type { DeliveryRow } from './DeliveryRow';
import { redactHeaders, redactQuery } from './redact';
import { storable } from './storable';

const STRING = 255;

/** The columns that every row has, whatever became of its request. */
export type VisitColumns = Omit<DeliveryRow, 'state'>;

/**
 * Describes a request for its row.
 * @param maxRawBody bytes of a body that are kept; of a larger one only size and digest
 * @param now milliseconds since 1970, for how long it has taken so far
 */
export function describeExchange(
  exchange: Exchange,
  { maxRawBody, now }: { maxRawBody: number; now: number },
): VisitColumns {
  const { request: request, endpoint, body, checks } = exchange;
  const { credentialHeaders, credentialQuery, signed } = endpoint.verifier;
  return {
    id: request.id,
    workflowKey: endpoint.workflowKey,
    workflowId: endpoint.workflowId,
    workflowTitle: storable(endpoint.title, STRING),
    method: storable(request.method, 16),
    path: storable(request.endpointPath),
    ...redactQuery(request.search, credentialQuery, signed),
    headers: redactHeaders(request.headers, credentialHeaders, signed),
    contentType: nullable(request.headers.get('content-type')?.[0]),
    address: storable(request.address ?? '', 64),
    receivedAt: new Date(request.receivedAt),
    duration: duration(request.receivedAt, now),
    bodySize: body?.length ?? null,
    bodyDigest: body ? createHash('sha256').update(body).digest('hex') : null,
    rawBody: body && body.length <= maxRawBody ? body : null,
    verification: checks.map(({ detail, ...check }) => ({ ...check, ...(detail && { detail: storable(detail) }) })),
    occurrences: 1,
    duplicates: 0,
    attempts: 0,
  };
}

/** A text that a sender may have left out, as a column of 255 characters takes it. */
export function nullable(text: string | null | undefined): string | null {
  return text == null ? null : storable(text, STRING);
}
