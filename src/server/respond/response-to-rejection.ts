import { REJECTIONS, retryAfter, type Rejection } from '../model/rejection';
import type { HttpResponse } from '../model/request';

/**
 * The reply to a refusal: what the endpoint is configured to say instead; else status and public text of the catalogue in NocoBase's own
 * form, never the reason.
 */
export function responseToRejection(rejection: Rejection): HttpResponse {
  const { status, message } = REJECTIONS[rejection.rejected];
  const seconds = retryAfter(rejection);
  const headers = [
    ...(rejection.headers ?? []),
    ...(seconds === undefined ? [] : [{ name: 'Retry-After', value: String(seconds) }]),
    ...(rejection.close ? [{ name: 'Connection', value: 'close' }] : []),
  ];
  if (rejection.reply) return { ...rejection.reply, headers: [...rejection.reply.headers, ...headers] };
  return {
    status,
    headers: [{ name: 'Content-Type', value: 'application/json; charset=utf-8' }, ...headers],
    body: JSON.stringify({ errors: [{ code: rejection.rejected, message }] }),
  };
}
