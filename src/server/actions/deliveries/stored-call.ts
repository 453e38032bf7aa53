import { REDACTED } from '../../inbox/row/redact';
import type { SealedValues } from '../../inbox/row/sealed-values';
import type { ReceivedRequest } from '../../model/request';
import { requestOrigin } from '../../source/request-origin';
import type { DeliveryColumns } from './get-delivery';

/**
 * The call that a stored delivery came from: with what was sealed, and without the other values that were redacted.
 * @param sealed values of it that the row keeps encrypted
 * @param id of the new delivery
 * @param base path above the endpoints, such as `/api/webhooks`
 * @param now milliseconds since 1970: when the new delivery arrives
 */
export function storedCall(
  row: DeliveryColumns,
  { id, base, now, sealed }: { id: string; base: string; now: number; sealed: SealedValues | undefined },
): ReceivedRequest {
  const kept = Object.entries((row.headers ?? {}) as Record<string, string>).filter(([, value]) => value !== REDACTED);
  const headers = new Map([...kept, ...Object.entries(sealed?.headers ?? {})].map(([name, value]) => [name, [value]]));
  const endpointPath = String(row.path ?? '');
  const search = sealed?.search ?? String(row.search ?? '');
  // Whether the peer was a proxy of ours is not kept; a host of another form can't move the URL in any case.
  const origin = requestOrigin({ headers, encrypted: false, trusted: true });
  const path = `${base}${endpointPath}`;
  return {
    id,
    method: String(row.method ?? 'POST'),
    url: origin && `${origin}${path}${search && `?${search}`}`,
    path,
    endpointPath,
    search,
    headers,
    address: row.address ? String(row.address) : undefined,
    receivedAt: now,
  };
}
