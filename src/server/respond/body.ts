import type { ResponseType } from '../../common/WebhookConfig';

const CONTENT_TYPES = {
  json: 'application/json; charset=utf-8',
  text: 'text/plain; charset=utf-8',
  xml: 'application/xml; charset=utf-8',
  html: 'text/html; charset=utf-8',
  binary: 'application/octet-stream',
} as const;

/**
 * The bytes of a rendered body and the Content-Type that follows from its type. Without a type a string is text and all else JSON.
 * @returns undefined when there is no body
 * @throws when the value has no JSON
 */
export function bodyOf(
  type: ResponseType | undefined,
  body: unknown,
): { body: string | Buffer; contentType: string } | undefined {
  switch (type) {
    case 'empty':
    case 'redirect':
      return undefined;
    case 'binary':
      return body ? { body: Buffer.from(String(body), 'base64'), contentType: CONTENT_TYPES.binary } : undefined;
    case 'json':
      return { body: JSON.stringify(body ?? null), contentType: CONTENT_TYPES.json };
    case 'text':
    case 'xml':
    case 'html':
      return body ? { body: String(body), contentType: CONTENT_TYPES[type] } : undefined;
    case undefined:
    default:
      if (body === null || body === undefined || body === '') return undefined;
      return bodyOf(typeof body === 'string' ? 'text' : 'json', body);
  }
}
