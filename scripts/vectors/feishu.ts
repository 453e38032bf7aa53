import assert from 'node:assert';
import { createCipheriv, createHash } from 'node:crypto';
import { AESCipher, generateChallenge } from '@larksuiteoapi/node-sdk';
import type { VectorCase } from '../../__tests__/helpers/vectors';
import { requestCase } from './request-case';
import { plainHash } from './sign';
import { NOW } from './timestamps';
import { versionOf } from './version-of';

const KEY = 'kudryavka';
const TOKEN = 'rvaYgkND1GOiu5MM0E1rncYC6PLtF7JV';
const SECONDS = String(NOW / 1000);
const SOURCE = versionOf('@larksuiteoapi/node-sdk');
const CHALLENGE = { challenge: 'ajls384kdjx98XX', token: TOKEN, type: 'url_verification' };
const EVENT = {
  schema: '2.0',
  header: { event_id: '5e3702a84e847582be8db7fb73283c02', event_type: 'im.message.receive_v1', token: TOKEN },
  event: { message: { content: '{"text":"你好 🎉"}' } },
};
const OLD_EVENT = {
  uuid: '41b5f371157e3d5341b38b20396e77e3',
  token: TOKEN,
  type: 'event_callback',
  event: { type: 'message' },
};
const BOTH = { config: { secrets: [KEY], options: { verificationToken: TOKEN } } };
const TOKEN_ONLY = { config: { secrets: [], options: { verificationToken: TOKEN } } };
const answer = {
  reply: {
    status: 200,
    contentType: 'application/json; charset=utf-8',
    body: `{"challenge":"${CHALLENGE.challenge}"}`,
  },
};

/** The encrypted form of a content. The library only decrypts, so it is asked whether it can. */
function encrypt(content: string | object, key = KEY): string {
  const iv = Buffer.alloc(16, 7);
  const plain = typeof content === 'string' ? content : JSON.stringify(content);
  const cipher = createCipheriv('aes-256-cbc', createHash('sha256').update(key).digest(), iv);
  const encrypted = Buffer.concat([iv, cipher.update(plain), cipher.final()]).toString('base64');
  assert.equal(new AESCipher(key).decrypt(encrypted), plain);
  return JSON.stringify({ encrypt: encrypted });
}

function signed(
  body: string,
  key = KEY,
  algorithm: 'sha1' | 'sha256' = 'sha256',
): { body: string; headers: [string, string][] } {
  return {
    body,
    headers: [
      ['Content-Type', 'application/json; charset=utf-8'],
      ['X-Lark-Signature', plainHash(algorithm, 'hex', `${SECONDS}nonce${key}`, body)],
      ['X-Lark-Request-Timestamp', SECONDS],
      ['X-Lark-Request-Nonce', 'nonce'],
    ],
  };
}

/** Encrypted events, events that only carry the Verification Token, and handshakes. */
export function feishuCases(): VectorCase[] {
  assert.deepEqual(generateChallenge(JSON.parse(encrypt(CHALLENGE)), { encryptKey: KEY }).challenge, {
    challenge: CHALLENGE.challenge,
  });
  const one = (
    name: string,
    expect: VectorCase['expect'],
    parts: Parameters<typeof requestCase>[3],
    rest: Partial<VectorCase> = {},
  ) => requestCase(name, expect, SOURCE, parts, rest);
  const event = encrypt(EVENT);
  const identity = { idempotencyKey: EVENT.header.event_id, eventType: EVENT.header.event_type };
  const plain = JSON.stringify(EVENT);
  const foreign = { ...EVENT, header: { ...EVENT.header, token: 'mallory' } };
  const changed = JSON.stringify({ encrypt: `${JSON.parse(event).encrypt.slice(0, -8)}AAAAAAA=` });
  const whole = (text: string) => JSON.stringify({ encrypt: text });
  return [
    one('encrypted event', 'verified', signed(event), { ...BOTH, payload: plain, identity }),
    one('encrypted event, no token set', 'verified', signed(event), { payload: plain, identity }),
    one('encrypted event of the older form', 'verified', signed(encrypt(OLD_EVENT)), {
      ...BOTH,
      payload: JSON.stringify(OLD_EVENT),
      identity: { idempotencyKey: OLD_EVENT.uuid, eventType: 'message' },
    }),
    one('encrypted event with the second key', 'verified', signed(encrypt(EVENT, 'second'), 'second'), {
      config: { secrets: [KEY, 'second'] },
      payload: plain,
    }),
    one('encrypted event with another token in it', 'refused', signed(encrypt(foreign)), BOTH),
    one('encrypted event without a token in it', 'refused', signed(encrypt({ schema: '2.0', header: {} })), BOTH),
    one(
      'encrypted event without a signature',
      'refused',
      { body: event, headers: signed(event).headers.slice(0, 1) },
      BOTH,
    ),
    one('encrypted with one key, signed with another', 'refused', signed(encrypt(EVENT, 'second')), BOTH),
    one('signed like a card', 'refused', signed(event, KEY, 'sha1'), BOTH),
    one('signed with the token', 'refused', signed(event, TOKEN), BOTH),
    one('signed, the ciphertext changed before', 'refused', signed(changed), BOTH),
    one('signed, the ciphertext is no base64', 'refused', signed(whole('%%%')), BOTH),
    one('signed, the ciphertext has no whole blocks', 'refused', signed(whole('AAAA')), BOTH),
    one('signed, the ciphertext is empty', 'refused', signed(whole('')), BOTH),
    one('plain event, right token', 'verified', { body: EVENT }, { ...TOKEN_ONLY, identity }),
    one('plain event of the older form, right token', 'verified', { body: OLD_EVENT }, TOKEN_ONLY),
    one('plain event, wrong token', 'refused', { body: foreign }, TOKEN_ONLY),
    one('plain event, no token', 'refused', { body: { schema: '2.0', header: {} } }, TOKEN_ONLY),
    one('plain event, token is no text', 'refused', { body: { token: [TOKEN] } }, TOKEN_ONLY),
    one('plain event though a key is set', 'refused', { body: EVENT }, BOTH),
    one('encrypted event while no key is set', 'refused', signed(event, ''), TOKEN_ONLY),
    one('handshake, encrypted', 'handshake', { body: JSON.parse(encrypt(CHALLENGE)) }, { ...BOTH, ...answer }),
    one('handshake, encrypted, no token set', 'handshake', { body: JSON.parse(encrypt(CHALLENGE)) }, answer),
    one(
      'handshake, encrypted, wrong token',
      'refused',
      { body: JSON.parse(encrypt({ ...CHALLENGE, token: 'x' })) },
      BOTH,
    ),
    one('handshake, encrypted with another key', 'refused', { body: JSON.parse(encrypt(CHALLENGE, 'x')) }, BOTH),
    one('handshake, plain', 'handshake', { body: CHALLENGE }, { ...TOKEN_ONLY, ...answer }),
    one('handshake, plain, before Feishu knows the key', 'handshake', { body: CHALLENGE }, { ...BOTH, ...answer }),
    one('handshake, plain, wrong token', 'refused', { body: { ...CHALLENGE, token: 'x' } }, TOKEN_ONLY),
    one('handshake, plain, no token', 'refused', { body: { ...CHALLENGE, token: undefined } }, TOKEN_ONLY),
    one('handshake, plain, a key but no token set', 'refused', { body: CHALLENGE }),
    one(
      'handshake with a script as its challenge',
      'refused',
      { body: { ...CHALLENGE, challenge: '<script>' } },
      TOKEN_ONLY,
    ),
  ];
}

/** Handshakes of message cards. */
export function feishuCardCases(): VectorCase[] {
  const config = { config: { secrets: [TOKEN] } };
  const card = JSON.stringify({ open_id: 'ou_1', action: { tag: 'button' } });
  const one = (
    name: string,
    expect: VectorCase['expect'],
    parts: Parameters<typeof requestCase>[3],
    rest: Partial<VectorCase>,
  ) => requestCase(name, expect, SOURCE, parts, { ...config, ...rest });
  return [
    one('handshake', 'handshake', { body: CHALLENGE }, answer),
    one('handshake, wrong token', 'refused', { body: { ...CHALLENGE, token: 'x' } }, {}),
    one('handshake, no token', 'refused', { body: { ...CHALLENGE, token: undefined } }, {}),
    one('action', 'verified', signed(card, TOKEN, 'sha1'), {}),
    one('action signed like an event', 'refused', signed(card, TOKEN), {}),
  ];
}
