import type { HttpResponse } from '../model/request';

/** What is echoed must never be taken for a page or a script, nor be kept by a cache. */
const INERT = [
  { name: 'X-Content-Type-Options', value: 'nosniff' },
  { name: 'Cache-Control', value: 'no-store' },
] as const;

/** A plain text that no browser takes for anything else, status 200. */
export function textResponse(body: string | Buffer): HttpResponse {
  return { status: 200, headers: [{ name: 'Content-Type', value: 'text/plain; charset=utf-8' }, ...INERT], body };
}

/** A JSON value, status 200. */
export function jsonResponse(value: unknown): HttpResponse {
  return {
    status: 200,
    headers: [{ name: 'Content-Type', value: 'application/json; charset=utf-8' }, ...INERT],
    body: JSON.stringify(value),
  };
}

/** No body. */
export function emptyResponse(status: 200 | 204): HttpResponse {
  return { status, headers: [], body: '' };
}
