import assert from 'node:assert';
import { createCipheriv, sign } from 'node:crypto';
import { CERTIFICATES, RSA } from '../keys';
import { makeCase } from '../make-case';
import type { HeaderList, Suite, Variant } from '../Recipe';
import { NOW } from '../timestamps';
import { versionOf } from '../version-of';
import { JSON_TYPE } from './body-hmac';

const source = versionOf('wechatpay-axios-plugin');
const NONCE = 'EkKrGZgQQYkTBYzHRVXsFVbkGkUUm9Ot';
const SERIAL = 'PUB_KEY_ID_0114232134912410000000000000';
const KEYS: Record<string, string> = { one: RSA[0].privatePem, two: RSA[1].privatePem, three: RSA[2].privatePem };

function rsaSign(secret: string, timestamp: string, body: Buffer | string): string {
  const content = Buffer.concat([Buffer.from(`${timestamp}\n${NONCE}\n`), Buffer.from(body), Buffer.from('\n')]);
  return sign('sha256', content, KEYS[secret]).toString('base64');
}

function variant(label: string | undefined, configured: [string, string], serial = SERIAL): Variant {
  return {
    ...(label ? { label } : {}),
    source,
    secrets: ['one', 'two'],
    stranger: 'three',
    configured,
    headers: [JSON_TYPE, ['Wechatpay-Serial', serial], ['Wechatpay-Nonce', NONCE]],
    encoding: 'base64',
    sign: ({ body, secret, timestamp }) => rsaSign(secret, timestamp, body),
    carry: (signature, timestamp): HeaderList => [
      ['Wechatpay-Timestamp', timestamp],
      ['Wechatpay-Signature', signature],
    ],
    carrier: 'Wechatpay-Signature',
    timestamp: { unit: 's', tolerance: 300, header: 'Wechatpay-Timestamp' },
    bodies: {
      JSON: '{"id":"EV-1","event_type":"TRANSACTION.SUCCESS"}',
      unicode: '{"summary":"支付成功 🎉"}',
      'line feeds at the end': '{"a":1}\n\n',
      empty: '',
    },
    identity: { idempotencyKey: 'EV-1', eventType: 'TRANSACTION.SUCCESS' },
    prove: async ({ body, headers, secret }) => {
      const { Formatter, Rsa } = await import('wechatpay-axios-plugin');
      const content = Formatter.joinedByLineFeed(
        headers['Wechatpay-Timestamp'],
        headers['Wechatpay-Nonce'],
        body.toString(),
      );
      const { publicPem } = RSA[secret === 'one' ? 0 : 1];
      assert(Rsa.verify(content, headers['Wechatpay-Signature'], publicPem));
    },
  };
}

const API_V3_KEY = 'apiv3-key-of-thirty-two-letters!';
const SERIALS = { publicKeyA: RSA[0].publicBase64, publicKeyB: RSA[1].publicPem };
const AT = String(NOW / 1000);

function encrypted(plain: string, key = API_V3_KEY): string {
  const [nonce, associated] = ['abcdefghijkl', 'transaction'];
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 }).setAAD(Buffer.from(associated));
  const ciphertext = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString('base64');
  const resource = { algorithm: 'AEAD_AES_256_GCM', ciphertext, associated_data: associated, nonce };
  return JSON.stringify({ id: 'EV-2', event_type: 'TRANSACTION.SUCCESS', resource });
}

function signed(
  name: string,
  expect: 'verified' | 'refused',
  parts: {
    body?: string;
    secret?: string;
    serial?: string | null;
    signature?: string;
    options?: Record<string, string>;
    configured?: string[];
    payload?: string;
  },
) {
  const { body = '{"id":"EV-3"}', secret = 'one', serial = SERIAL, signature, options, configured, payload } = parts;
  return makeCase({
    name,
    expect,
    source,
    body,
    payload,
    ...(options || configured ? { config: { secrets: configured ?? [RSA[0].publicPem], options } } : {}),
    headers: [
      JSON_TYPE,
      ...(serial === null ? [] : [['Wechatpay-Serial', serial] as [string, string]]),
      ['Wechatpay-Nonce', NONCE],
      ['Wechatpay-Timestamp', AT],
      ['Wechatpay-Signature', signature ?? rsaSign(secret, AT, body)],
    ],
  });
}

const plain = '{"out_trade_no":"订单1","amount":{"total":12345678901234567890,"rate":1.10}}';
const apiV3 = { apiV3Key: API_V3_KEY };
const serials = { serials: JSON.stringify(SERIALS) };

/** WeChat Pay: keys and certificates in each form, chosen by serial, and encrypted resources. */
export const wechatpay: Suite = {
  scheme: 'wechatpay',
  recipes: [
    variant(undefined, [RSA[0].publicPem, RSA[1].publicPem]),
    variant('one line of base64', [RSA[0].publicBase64, RSA[1].publicBase64]),
  ],
  more: [
    signed('certificate of its serial', 'verified', {
      configured: [CERTIFICATES[0]],
      serial: '5157F09EFDC096DE15EBE81A47057A720001',
    }),
    signed('certificate of its serial, in lower case', 'verified', {
      configured: [CERTIFICATES[0]],
      serial: '5157f09efdc096de15ebe81a47057a720001',
    }),
    signed('certificate of another serial', 'refused', {
      configured: [CERTIFICATES[0]],
      serial: '5157F09EFDC096DE15EBE81A47057A720002',
    }),
    signed('PEM in one line', 'verified', { configured: [RSA[0].publicPem.replace(/\n/g, ' ')] }),
    signed('PEM with written line feeds', 'verified', { configured: [RSA[0].publicPem.replace(/\n/g, '\\n')] }),
    signed('PEM with carriage returns', 'verified', { configured: [RSA[0].publicPem.replace(/\n/g, '\r\n')] }),
    signed('serial of the first key', 'verified', { options: serials, serial: 'publicKeyA' }),
    signed('serial of the second key', 'verified', { options: serials, serial: 'publicKeyB', secret: 'two' }),
    signed('serial of the other key', 'refused', { options: serials, serial: 'publicKeyB' }),
    signed('serial named like a method of objects', 'refused', {
      options: serials,
      serial: 'constructor',
      secret: 'two',
    }),
    signed('serial missing', 'refused', { serial: null }),
    signed('serial empty', 'refused', { serial: '' }),
    signed('the probe with a wrong signature', 'refused', {
      signature: `WECHATPAY/SIGNTEST/${rsaSign('one', AT, '{"id":"EV-3"}')}`,
    }),
    signed('the resource is decrypted, every digit kept', 'verified', {
      options: apiV3,
      body: encrypted(plain),
      payload: `{"id":"EV-2","event_type":"TRANSACTION.SUCCESS","resource":${plain}}`,
    }),
    signed('nothing to decrypt', 'verified', { options: apiV3 }),
    signed('resource encrypted with another key', 'refused', {
      options: apiV3,
      body: encrypted(plain, 'another-key-of-thirty-two-bytes!'),
    }),
    signed('resource of an unknown algorithm', 'refused', {
      options: apiV3,
      body: encrypted(plain).replace('AEAD_AES_256_GCM', 'AEAD_SM4_GCM'),
    }),
    signed('resource cut', 'refused', {
      options: apiV3,
      body: '{"resource":{"algorithm":"AEAD_AES_256_GCM","ciphertext":"AAAA","nonce":"abcdefghijkl"}}',
    }),
  ],
};
