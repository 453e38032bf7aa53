import { createHash } from 'node:crypto';
import { decryptFeishu } from '../crypto/feishu-crypto';
import type { Verdict, VerifyInput } from '../model/endpoint';
import { matchesAny } from '../verify/credential';
import { decodeSignature } from '../verify/decode';
import { headerValue, jsonBody, own } from '../request/read-value';
import { refused, VERIFIED } from '../verify/refused';
import { safeEqual } from '../crypto/safe-equal';
import { checkTimestamp } from '../verify/signature';

/**
 * Feishu and Lark events. With an Encrypt Key: a plain SHA-256 of timestamp, nonce, key and body, and the body is encrypted. Without
 * one there is no signature at all: the Verification Token in the body is all the proof.
 *
 * Source: open.feishu.cn, "Encrypt Key 加密策略"; larksuite/oapi-sdk-go, event/event.go.
 */
export function feishu(input: VerifyInput): Verdict {
  const { request, secrets, options } = input;
  const keys = secrets.filter((key) => key !== '');
  if (keys.length === 0) {
    return hasToken(request.body, options.verificationToken)
      ? VERIFIED
      : refused('Verification Token wrong or not set');
  }
  const key = signingKey(input, keys, 'sha256');
  if (typeof key !== 'string') return key;
  const encrypted = own(jsonBody(request.body), 'encrypt');
  let plain = request.body;
  if (typeof encrypted === 'string') {
    try {
      plain = decryptFeishu(key, encrypted);
    } catch {
      return refused('event cannot be decrypted');
    }
  }
  if (options.verificationToken && !hasToken(plain, options.verificationToken)) {
    return refused('Verification Token wrong');
  }
  return { verified: true, payload: { content: plain, contentType: 'application/json' } };
}

/**
 * Feishu and Lark message cards of the older kind: a plain SHA-1 of timestamp, nonce, Verification Token and body.
 *
 * Source: open.feishu.cn, "卡片回调"; larksuite/oapi-sdk-go, card/card.go.
 */
export function feishuCard(input: VerifyInput): Verdict {
  const token = signingKey(
    input,
    input.secrets.filter((secret) => secret !== ''),
    'sha1',
  );
  return typeof token === 'string' ? VERIFIED : token;
}

function signingKey(
  input: VerifyInput,
  keys: readonly string[],
  algorithm: 'sha1' | 'sha256',
): string | { verified: false; reason: string } {
  const { request } = input;
  const text = headerValue(request, 'X-Lark-Signature');
  const signature = text === undefined ? undefined : decodeSignature(text, 'hex');
  if (!signature) return refused('signature missing, malformed or sent twice');
  const timestamp = headerValue(request, 'X-Lark-Request-Timestamp');
  const problem = checkTimestamp(timestamp, 's', input);
  if (problem) return problem;
  const nonce = headerValue(request, 'X-Lark-Request-Nonce');
  if (nonce === undefined) return refused('nonce missing or sent twice');
  const found = keys.filter((key) => {
    const hash = createHash(algorithm).update(`${timestamp}${nonce}${key}`).update(request.body);
    return safeEqual(hash.digest(), signature);
  });
  return found[0] ?? refused('signature does not match');
}

function hasToken(body: Buffer, token: string | undefined): boolean {
  const event = jsonBody(body);
  const given = own(own(event, 'header'), 'token') ?? own(event, 'token');
  return typeof given === 'string' && matchesAny(Buffer.from(given), [token ?? '']);
}
