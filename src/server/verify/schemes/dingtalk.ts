import type { Verdict, VerifyInput } from '../../receive/types';
import { jsonBody, own, queryValue } from '../read-value';
import { openMessage } from './encrypted-message';

/**
 * DingTalk event callbacks: signed and encrypted; the payload is what was encrypted.
 *
 * Source: open.dingtalk.com, "配置事件订阅"; open-dingtalk/DingTalk-Callback-Crypto.
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
  return 'plain' in opened
    ? { verified: true, payload: { content: opened.plain, contentType: 'application/json' } }
    : opened;
}
