import type { Acknowledgement } from '../../common/providers';
import type { HttpResponse } from '../model/request';

/** No browser may take what is echoed for a page or a script, and no cache may keep it. */
const INERT = [
  { name: 'X-Content-Type-Options', value: 'nosniff' },
  { name: 'Cache-Control', value: 'no-store' },
] as const;

/** Plain text, status 200. */
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

function xmlResponse(body: string): HttpResponse {
  return { status: 200, headers: [{ name: 'Content-Type', value: 'text/xml; charset=utf-8' }], body };
}

/** The response that a provider expects for each verified event, from its description as data. */
export function acknowledgementResponse(data: Acknowledgement): HttpResponse {
  if ('text' in data) return textResponse(data.text);
  if ('json' in data) return jsonResponse(data.json);
  return 'xml' in data ? xmlResponse(data.xml) : emptyResponse(data.empty);
}
