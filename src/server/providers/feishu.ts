import { decryptFeishu } from '../crypto/feishu-crypto';
import { safeEqual } from '../crypto/safe-equal';
import type { Verdict, VerifyInput } from '../model/endpoint';
import type { ProviderCode } from '../model/provider';
import { jsonObject, type JsonObject, own, jsonObjectIn } from '../request/read-request';
import { matchesAny } from '../verify/credential';
import { refused, VERIFIED } from '../verify/refused';
import { answerChallenge, challengeBody, signingKey } from './shared/lark';

/**
 * Feishu and Lark events. With an Encrypt Key: a plain SHA-256 of timestamp, nonce, key and body, and the body is encrypted. Without
 * one there is no signature at all: the Verification Token in the body is the only proof.
 *
 * When the request URL is saved, a POST brings a challenge and no signature. It is encrypted once Feishu knows the Encrypt Key; until then
 * the Verification Token has to be right, whether or not the key has been entered here already.
 *
 * Source: open.feishu.cn, "Encrypt Key 加密策略", "配置订阅方式"; larksuite/oapi-sdk-go, event/event.go.
 */
export const feishu: ProviderCode = {
  verify,
  handshake: {
    methods: ['POST'],
    unsigned({ request, secrets, options }) {
      const body = challengeBody(request);
      const isEncrypted = body !== undefined && Object.keys(body).join() === 'encrypt';
      const event = isEncrypted ? decrypt(body.encrypt, secrets.filter(Boolean)) : body;
      if (event?.type !== 'url_verification') return undefined;
      const isTokenRight = options.verificationToken ? safeEqual(event.token, options.verificationToken) : isEncrypted;
      return answerChallenge(event, isTokenRight);
    },
  },
};

function verify(input: VerifyInput): Verdict {
  const { request, secrets, options } = input;
  const keys = secrets.filter((key) => key !== '');
  if (keys.length === 0) {
    return hasToken(jsonObject(request), options.verificationToken)
      ? VERIFIED
      : refused('Verification Token wrong or not set');
  }
  const key = signingKey(input, keys, 'sha256');
  if (typeof key !== 'string') return key;
  const encrypted = own(jsonObject(request), 'encrypt');
  let plain: Buffer | undefined;
  if (typeof encrypted === 'string') {
    try {
      plain = decryptFeishu(key, encrypted);
    } catch {
      return refused('event cannot be decrypted');
    }
  }
  const event = plain ? jsonObjectIn(plain) : jsonObject(request);
  if (options.verificationToken && !hasToken(event, options.verificationToken)) {
    return refused('Verification Token wrong');
  }
  return plain ? { verified: true, payload: { content: plain, contentType: 'application/json' } } : VERIFIED;
}

function hasToken(event: JsonObject | undefined, token: string | undefined): boolean {
  const given = own(own(event, 'header'), 'token') ?? own(event, 'token');
  return typeof given === 'string' && matchesAny(Buffer.from(given), [token ?? '']);
}

/** The verifier refuses what can't be decrypted. */
function decrypt(ciphertext: unknown, keys: readonly string[]): JsonObject | undefined {
  if (typeof ciphertext !== 'string') return undefined;
  for (const key of keys) {
    try {
      const event = jsonObjectIn(decryptFeishu(key, ciphertext));
      if (event) return event;
    } catch {
      continue;
    }
  }
  return undefined;
}
