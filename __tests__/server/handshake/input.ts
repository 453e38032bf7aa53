import { readable } from '../../helpers/readable';
import type { IncomingRequest } from '../../../src/server/model/request';
import type { HandshakeInput, HandshakeResult } from '../../../src/server/model/endpoint';

/** What a test says about a request; the rest is that of a bodyless GET or a POST of JSON. */
export interface RequestParts {
  method?: string;
  search?: string;
  headers?: Record<string, string | string[]>;
  /** an object is sent as JSON */
  body?: string | Buffer | object;
}

export function requestOf({ method, search = '', headers = {}, body }: RequestParts): IncomingRequest {
  const isRaw = typeof body === 'string' || Buffer.isBuffer(body);
  const bytes = body === undefined ? Buffer.alloc(0) : Buffer.from(isRaw ? body : JSON.stringify(body));
  const sent = body === undefined || isRaw ? headers : { 'content-type': 'application/json', ...headers };
  return readable(
    {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      url: `https://noco.example/api/webhooks/abc${search && `?${search}`}`,
      path: '/api/webhooks/abc',
      search,
      headers: new Map(Object.entries(sent).map(([name, value]) => [name.toLowerCase(), [value].flat()])),
      body: bytes,
    },
    { signedFormats: ['json', 'multipart', 'xml', 'form'] },
  );
}

export function inputOf(parts: RequestParts, rest: Partial<HandshakeInput> = {}): HandshakeInput {
  return { request: requestOf(parts), secrets: ['s3cret'], options: {}, now: 1_700_000_000_000, ...rest };
}

/** A result in one line, to compare: undefined, `refused`, or the status with the body. */
export function summary(result: HandshakeResult | undefined): string | undefined {
  if (result === undefined || 'refused' in result) {
    return result && 'refused';
  }
  return `${result.status} ${result.body?.toString() ?? ''}`.trim();
}

export function headerOf(result: HandshakeResult | undefined, name: string): string | undefined {
  const headers = result && 'headers' in result ? result.headers : [];
  return headers.find((header) => header.name.toLowerCase() === name.toLowerCase())?.value;
}
