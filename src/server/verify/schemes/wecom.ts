import type { IncomingRequest, Verdict, VerifyInput } from '../../receive/types';
import { jsonBody, own, queryValue } from '../read-value';
import { openMessage } from './encrypted-message';

const ENCRYPT = /<Encrypt>\s*(?:<!\[CDATA\[([^\]<>]*)\]\]>|([^<>]*?))\s*<\/Encrypt>/g;

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
  const contentType = isCheck ? 'text/plain' : isJson(opened.plain) ? 'application/json' : 'text/xml';
  return { verified: true, payload: { content: opened.plain, contentType } };
}

function encryptedOf({ body }: IncomingRequest): string | undefined {
  if (isJson(body)) {
    const json = own(jsonBody(body), 'encrypt');
    return typeof json === 'string' ? json : undefined;
  }
  const found = [...body.toString('utf8').matchAll(ENCRYPT)];
  return found.length === 1 ? (found[0][1] ?? found[0][2]) : undefined;
}

function isJson(body: Buffer): boolean {
  return body.toString('latin1', 0, 64).trimStart().startsWith('{');
}
