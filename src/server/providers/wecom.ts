import type { Verdict, VerifyInput } from '../model/endpoint';
import type { IncomingRequest } from '../model/request';
import { jsonBody, own, queryValue } from '../request/read-value';
import { openMessage } from './encrypted-message';

// No two parts of it can take the same white space, or an unsigned body could keep the process busy for hours.
const ENCRYPT = /<Encrypt>(?:\s*<!\[CDATA\[([^\]<>]*)\]\]>\s*|([^<>]*))<\/Encrypt>/g;

/**
 * WeCom callbacks: signed and encrypted; the payload is what was encrypted. Of the XML around it only `<Encrypt>` is signed, so nothing
 * else of it is believed. A GET carries the encrypted `echostr` of the URL check.
 *
 * Source: developer.work.weixin.qq.com, "回调配置" and "加解密方案说明".
 */
export function wecom(input: VerifyInput): Verdict {
  const { request, options } = input;
  const isCheck = request.method === 'GET';
  const opened = openMessage(input, {
    // Base64 in a query: a plus that was not escaped is a plus.
    encrypted: isCheck ? queryValue(request, 'echostr', '+') : encryptedOf(request),
    signatureNames: ['msg_signature'],
    unit: 's',
    receiver: options.receiveId,
  });
  if (!('plain' in opened)) return opened;
  // Nothing says what was encrypted: XML by the documents, JSON for some applications; all else is read by what it looks like.
  const isXml = !isCheck && opened.plain.toString('latin1', 0, 64).trimStart().startsWith('<');
  return { verified: true, payload: { content: opened.plain, ...(isXml && { contentType: 'text/xml' }) } };
}

function encryptedOf({ body }: IncomingRequest): string | undefined {
  if (isJson(body)) {
    const json = own(jsonBody(body), 'encrypt');
    return typeof json === 'string' ? json : undefined;
  }
  const found = [...body.toString('utf8').matchAll(ENCRYPT)];
  return found.length === 1 ? (found[0][1] ?? found[0][2].trim()) : undefined;
}

function isJson(body: Buffer): boolean {
  return body.toString('latin1', 0, 64).trimStart().startsWith('{');
}
