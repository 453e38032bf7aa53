import { createDecipheriv, verify as verifyAsymmetric } from 'node:crypto';
import type { Verdict, VerifyInput } from '../model/endpoint';
import type { ProviderCode } from '../model/provider';
import type { IncomingRequest } from '../model/request';
import { headerValue, jsonObject, jsonObjectIn, type JsonObject, own } from '../request/read-request';
import { decodeSignature } from '../verify/decode';
import { certificateSerial, readPublicKey } from '../verify/public-key';
import { refused, VERIFIED } from '../verify/refused';
import { checkTimestamp } from '../verify/signature';

const TAG = 16;

/**
 * WeChat Pay, API v3: RSA-SHA256 of timestamp, nonce and body, each with a line feed, by the key that `Wechatpay-Serial` names. With the
 * APIv3 key, `resource` of the payload is decrypted.
 *
 * Source: pay.weixin.qq.com, "如何使用微信支付公钥验签", "如何解密回调报文".
 */
export const wechatpay: ProviderCode = { verify };

function verify(input: VerifyInput): Verdict {
  const { request, options } = input;
  const text = headerValue(request, 'Wechatpay-Signature');
  const signature = text === undefined ? undefined : decodeSignature(text, 'base64');
  if (!signature) return refused('signature missing, malformed or sent twice');
  const timestamp = headerValue(request, 'Wechatpay-Timestamp');
  const problem = checkTimestamp(timestamp, 's', input);
  if (problem) return problem;
  const nonce = headerValue(request, 'Wechatpay-Nonce');
  const serial = headerValue(request, 'Wechatpay-Serial');
  if (nonce === undefined || serial === undefined) return refused('nonce or serial missing or sent twice');

  const content = Buffer.concat([Buffer.from(`${timestamp}\n${nonce}\n`, 'latin1'), request.body, Buffer.from('\n')]);
  const matches = keysFor(serial, input).some((secret) => {
    const key = readPublicKey(secret, 'rsa');
    return key !== undefined && verifyAsymmetric('sha256', content, key, signature);
  });
  if (!matches) return refused('signature does not match');
  return options.apiV3Key ? withPlainResource(request, options.apiV3Key) : VERIFIED;
}

/** A certificate counts for its own serial number only; a public key has none. */
function keysFor(serial: string, { secrets, options }: VerifyInput): string[] {
  const named = own(jsonObjectIn(Buffer.from(options.serials ?? '')), serial);
  if (typeof named === 'string') return [named];
  return secrets.filter((secret) => {
    const own = certificateSerial(secret);
    return own === undefined || own.toUpperCase() === serial.toUpperCase();
  });
}

function withPlainResource(request: IncomingRequest, apiV3Key: string): Verdict {
  const notification = jsonObject(request);
  const resource = own(notification, 'resource');
  if (notification === undefined || own(resource, 'ciphertext') === undefined) return VERIFIED;
  try {
    const plain = decrypt(resource, apiV3Key);
    JSON.parse(plain);
    // The plain text is inserted unchanged, so that no number loses a digit.
    const members = Object.entries(notification).map(
      ([name, value]) => `${JSON.stringify(name)}:${name === 'resource' ? plain : JSON.stringify(value)}`,
    );
    return {
      verified: true,
      payload: { content: Buffer.from(`{${members.join(',')}}`), contentType: 'application/json' },
    };
  } catch {
    return refused('resource cannot be decrypted');
  }
}

/** AEAD_AES_256_GCM: the tag is the last 16 bytes. */
function decrypt(resource: unknown, apiV3Key: string): string {
  const field = (name: keyof JsonObject) => String(own(resource, name) ?? '');
  const bytes = Buffer.from(field('ciphertext'), 'base64');
  if (field('algorithm') !== 'AEAD_AES_256_GCM' || bytes.length < TAG) throw new Error('unknown algorithm');
  const decipher = createDecipheriv('aes-256-gcm', Buffer.from(apiV3Key), Buffer.from(field('nonce')), {
    authTagLength: TAG,
  });
  decipher.setAuthTag(bytes.subarray(-TAG)).setAAD(Buffer.from(field('associated_data')));
  return Buffer.concat([decipher.update(bytes.subarray(0, -TAG)), decipher.final()]).toString('utf8');
}
