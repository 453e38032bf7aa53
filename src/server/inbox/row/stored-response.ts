import type { StoredResponse } from '../../../common/api/deliveries';
import type { HttpResponse } from '../../model/request';
import { isStorable } from './storable';

// Bytes of an answer's body that are kept; what is larger is not repeated to a duplicate.
const MAX_BODY = 1024 * 1024;

/** Makes an answer ready for its column. */
export function storeResponse({ status, headers, body }: HttpResponse): StoredResponse {
  const kept = { status, headers: headers.map(({ name, value }) => ({ name, value })) };
  if (body === undefined) return { ...kept, body: null };
  if (Buffer.byteLength(body) > MAX_BODY) return { ...kept, body: null, cut: true };
  if (typeof body === 'string' && isStorable(body)) return { ...kept, body };
  return { ...kept, body: Buffer.from(body).toString('base64'), encoding: 'base64' };
}

/** The reply that was kept. */
export function restoreResponse({ status, headers, body, encoding }: StoredResponse): HttpResponse {
  if (body === null) return { status, headers };
  return { status, headers, body: encoding ? Buffer.from(body, encoding) : body };
}
