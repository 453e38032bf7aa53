import type { Verdict, VerifyInput } from '../model/endpoint';
import { jsonBody, own, queryValue } from '../request/read-value';
import { openMessage } from './encrypted-message';

const PERCENT = 0x25;

/**
 * DingTalk event callbacks: signed and encrypted; the payload is what was encrypted.
 *
 * Source: open.dingtalk.com, "配置事件订阅"; open-dingtalk/DingTalk-Callback-Crypto; dingtalk-encrypt.
 */
export function dingtalk(input: VerifyInput): Verdict {
  const { request, options } = input;
  const encrypted = own(jsonBody(request.body), 'encrypt');
  const opened = openMessage(input, {
    encrypted: typeof encrypted === 'string' ? encrypted : undefined,
    signatureNames: ['msg_signature', 'signature'],
    // Milliseconds by the SDKs, seconds in the older of the documented examples.
    unit: (queryValue(request, 'timestamp') ?? '').length > 11 ? 'ms' : 's',
    receiver: options.appKey,
  });
  return 'plain' in opened ? { verified: true, payload: { content: unescaped(opened.plain) } } : opened;
}

/** DingTalk's own events are JSON. The library for Node.js escapes the text as in a URL before it encrypts, and JSON never begins so. */
function unescaped(plain: Buffer): Buffer {
  if (plain[0] !== PERCENT) return plain;
  try {
    return Buffer.from(decodeURI(plain.toString('utf8')));
  } catch {
    return plain;
  }
}
