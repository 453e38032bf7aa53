import { randomBytes as nodeRandomBytes } from 'node:crypto';
import { decryptMessage, encryptMessage, messageSignature } from '../../crypto/message-crypto';
import type { IncomingRequest, HttpResponse } from '../../model/request';
import { isEqual, jsonObject, queryParameter } from '../../request/reading';
import { jsonResponse } from '../responses';
import type { Handshake, HandshakeInput } from '../types';

/** Events by which DingTalk looks whether the URL is ours; the later ones for suites of third parties. */
const CHECKS: ReadonlySet<unknown> = new Set(['check_url', 'check_create_suite_url', 'check_update_suite_url']);

/**
 * DingTalk: a signed and encrypted event when the URL is saved, acknowledged like each event.
 * https://open.dingtalk.com/document/orgapp/configure-event-subcription
 */
export const dingtalk: Handshake = {
  methods: ['POST'],
  signed(input, { payload }) {
    const event = payload && jsonObject(payload.content);
    return event && CHECKS.has(event.EventType)
      ? (dingtalkSuccess(input) ?? { refused: 'the answer cannot be encrypted: aesKey or token is missing' })
      : undefined;
  },
};

/**
 * The acknowledgement of each DingTalk callback: the word "success", encrypted and signed like what DingTalk sends, from the receiver
 * that it has named.
 *
 * @returns undefined when aesKey or the token is missing
 */
export function dingtalkSuccess(input: HandshakeInput): HttpResponse | undefined {
  const { request, secrets, options, now, randomBytes = nodeRandomBytes } = input;
  const encrypted = jsonObject(request.body, request.body.length)?.encrypt;
  const token = typeof encrypted === 'string' && signingToken(request, secrets, encrypted);
  if (!token || !options.aesKey) {
    return undefined;
  }
  const timeStamp = String(now);
  const nonce = randomBytes(8).toString('hex');
  const receiver = options.appKey || decryptMessage(options.aesKey, encrypted).receiveId;
  const encrypt = encryptMessage(options.aesKey, 'success', receiver, randomBytes(16));
  const signature = messageSignature(token, timeStamp, nonce, encrypt).toString('hex');
  return jsonResponse({ msg_signature: signature, timeStamp, nonce, encrypt });
}

/** During a rotation the answer has to be signed with the token that DingTalk has just used. */
function signingToken(request: IncomingRequest, secrets: readonly string[], encrypted: string): string | undefined {
  const signature = queryParameter(request, 'msg_signature') ?? queryParameter(request, 'signature');
  const timestamp = queryParameter(request, 'timestamp') ?? '';
  const nonce = queryParameter(request, 'nonce') ?? '';
  return secrets.find((token) =>
    isEqual(signature, messageSignature(token, timestamp, nonce, encrypted).toString('hex')),
  );
}
