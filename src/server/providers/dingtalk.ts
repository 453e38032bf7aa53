import { randomBytes as nodeRandomBytes } from 'node:crypto';
import { decryptMessage, encryptMessage, messageSignature } from '../crypto/message-crypto';
import { safeEqual } from '../crypto/safe-equal';
import { jsonResponse } from '../handshake/responses';
import type { HandshakeInput, Verdict, VerifyInput } from '../model/endpoint';
import type { ProviderCode } from '../model/provider';
import type { HttpResponse, IncomingRequest } from '../model/request';
import { challengeParameter, jsonObject, own, queryValue, jsonObjectIn } from '../request/read-request';
import { openMessage } from './shared/encrypted-message';

const PERCENT = 0x25;

/** Events by which DingTalk checks that the URL is ours; the later ones for suites of third parties. */
const CHECKS: ReadonlySet<unknown> = new Set(['check_url', 'check_create_suite_url', 'check_update_suite_url']);

/**
 * DingTalk event callbacks: signed and encrypted; the payload is what was encrypted. An event of this kind checks the URL when it is saved,
 * and is acknowledged like each event.
 *
 * Source: open.dingtalk.com, "配置事件订阅"; open-dingtalk/DingTalk-Callback-Crypto; dingtalk-encrypt.
 */
export const dingtalk: ProviderCode = {
  verify,
  handshake: {
    methods: ['POST'],
    signed(input, { payload }) {
      const event = payload && jsonObjectIn(payload.content);
      return event && CHECKS.has(event.EventType)
        ? (success(input) ?? { refused: 'the response cannot be encrypted: aesKey or token is missing' })
        : undefined;
    },
  },
  acknowledge: success,
};

function verify(input: VerifyInput): Verdict {
  const { request, options } = input;
  const encrypted = own(jsonObject(request), 'encrypt');
  const opened = openMessage(input, {
    encrypted: typeof encrypted === 'string' ? encrypted : undefined,
    signatureNames: ['msg_signature', 'signature'],
    // The SDKs send milliseconds, the older of the documented examples has seconds.
    unit: (queryValue(request, 'timestamp') ?? '').length > 11 ? 'ms' : 's',
    receiver: options.appKey,
  });
  if (!('plain' in opened)) return opened;
  return { verified: true, payload: { content: unescaped(opened.plain) }, proof: opened.proof };
}

/** Undoes the URL escapes that DingTalk's library for Node.js adds before it encrypts. Events are JSON, which never begins with a percent sign. */
function unescaped(plain: Buffer): Buffer {
  if (plain[0] !== PERCENT) return plain;
  try {
    return Buffer.from(decodeURI(plain.toString('utf8')));
  } catch {
    return plain;
  }
}

/**
 * The acknowledgement of each callback: the word "success", encrypted and signed like what DingTalk sends, from the receiver that it named.
 * @returns undefined when aesKey or the token is missing
 */
function success(input: HandshakeInput): HttpResponse | undefined {
  const { request, secrets, options, now, randomBytes = nodeRandomBytes } = input;
  const encrypted = jsonObject(request)?.encrypt;
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

/** During a rotation the response has to be signed with the token that DingTalk has just used. */
function signingToken(request: IncomingRequest, secrets: readonly string[], encrypted: string): string | undefined {
  const signature = challengeParameter(request, 'msg_signature') ?? challengeParameter(request, 'signature');
  const timestamp = challengeParameter(request, 'timestamp') ?? '';
  const nonce = challengeParameter(request, 'nonce') ?? '';
  return secrets.find((token) =>
    safeEqual(signature, messageSignature(token, timestamp, nonce, encrypted).toString('hex')),
  );
}
