import { createCipheriv, createHash } from 'node:crypto';
import { findHandshake } from '../../helpers/providers';
import { type RequestParts, headerOf, inputOf, summary } from './input';

const KEY = 'kudryavka';
const TOKEN = 'xxxxxxverification';
const CHALLENGE = { challenge: 'ajls384kdjx98XX', token: TOKEN, type: 'url_verification' };

function encrypted(value: unknown, key = KEY): { encrypt: string } {
  const iv = Buffer.alloc(16, 7);
  const cipher = createCipheriv('aes-256-cbc', createHash('sha256').update(key).digest(), iv);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return { encrypt: Buffer.concat([iv, cipher.update(text), cipher.final()]).toString('base64') };
}

interface Case extends RequestParts {
  name: string;
  secrets?: string[];
  token?: string;
  expected: string | undefined;
}

const answered = `200 {"challenge":"${CHALLENGE.challenge}"}`;
const noKey = { secrets: [], token: TOKEN };
const tampered = { encrypt: `${encrypted(CHALLENGE).encrypt.slice(0, -8)}AAAAAAA=` };

const cases: Case[] = [
  { name: 'encrypted', body: encrypted(CHALLENGE), expected: answered },
  { name: 'encrypted, right token', body: encrypted(CHALLENGE), token: TOKEN, expected: answered },
  { name: 'encrypted, wrong token', body: encrypted({ ...CHALLENGE, token: 'x' }), token: TOKEN, expected: 'refused' },
  {
    name: 'encrypted, no token',
    body: encrypted({ ...CHALLENGE, token: undefined }),
    token: TOKEN,
    expected: 'refused',
  },
  { name: 'encrypted with the new key', body: encrypted(CHALLENGE), secrets: ['old', KEY], expected: answered },
  { name: 'encrypted with a foreign key', body: encrypted(CHALLENGE, 'mallory'), expected: undefined },
  {
    name: 'encrypted with the empty key',
    body: encrypted(CHALLENGE, ''),
    secrets: [''],
    token: TOKEN,
    expected: undefined,
  },
  { name: 'tampered', body: tampered, expected: undefined },
  { name: 'encrypted event', body: encrypted({ schema: '2.0', header: {} }), expected: undefined },
  { name: 'encrypted, not JSON', body: encrypted('url_verification'), expected: undefined },
  {
    name: 'encrypted with plain fields beside it',
    body: { ...encrypted(CHALLENGE), ...CHALLENGE },
    expected: 'refused',
  },
  { name: 'encrypt is no text', body: { encrypt: [encrypted(CHALLENGE).encrypt] }, expected: undefined },
  { name: 'plain before Feishu knows the key', body: CHALLENGE, token: TOKEN, expected: answered },
  { name: 'plain though a key is set, no token set', body: CHALLENGE, expected: 'refused' },
  {
    name: 'plain though a key is set, wrong token',
    body: { ...CHALLENGE, token: 'x' },
    token: TOKEN,
    expected: 'refused',
  },
  { name: 'plain, right token', body: CHALLENGE, ...noKey, expected: answered },
  { name: 'plain, wrong token', body: { ...CHALLENGE, token: 'x' }, ...noKey, expected: 'refused' },
  { name: 'plain, neither key nor token set', body: CHALLENGE, secrets: [], expected: 'refused' },
  {
    name: 'plain, empty token on both sides',
    body: { ...CHALLENGE, token: '' },
    secrets: [],
    token: '',
    expected: 'refused',
  },
  { name: 'plain, script', body: { ...CHALLENGE, challenge: '<script>' }, ...noKey, expected: 'refused' },
  { name: 'plain, oversize', body: { ...CHALLENGE, challenge: 'a'.repeat(4097) }, ...noKey, expected: 'refused' },
  { name: 'plain, body too large', body: { ...CHALLENGE, filler: 'a'.repeat(16384) }, ...noKey, expected: undefined },
  { name: 'plain event', body: { type: 'event_callback', token: TOKEN }, ...noKey, expected: undefined },
  { name: 'GET', method: 'GET', body: CHALLENGE, ...noKey, expected: undefined },
  {
    name: 'as a form',
    body: JSON.stringify(CHALLENGE),
    headers: { 'content-type': 'text/plain' },
    ...noKey,
    expected: undefined,
  },
];

describe('Feishu, before verification', () => {
  test.each(cases)('$name: $expected', ({ secrets = [KEY], token, expected, ...parts }) => {
    const options: Record<string, string> = token === undefined ? {} : { verificationToken: token };
    const result = findHandshake('feishu')?.unsigned?.(inputOf(parts, { secrets, options }));
    expect(summary(result)).toBe(expected);
    expect(headerOf(result, 'X-Content-Type-Options')).toBe(expected === answered ? 'nosniff' : undefined);
  });
});

describe('Feishu cards, before verification', () => {
  test.each<Case>([
    { name: 'right token', body: CHALLENGE, secrets: [TOKEN], expected: answered },
    { name: 'right token during a rotation', body: CHALLENGE, secrets: ['old', TOKEN], expected: answered },
    { name: 'right token as an option', body: CHALLENGE, secrets: ['x'], token: TOKEN, expected: answered },
    { name: 'wrong token', body: CHALLENGE, secrets: ['x'], expected: 'refused' },
    { name: 'nothing set', body: { ...CHALLENGE, token: '' }, secrets: [''], expected: 'refused' },
    { name: 'card action', body: { action: {}, token: TOKEN }, secrets: [TOKEN], expected: undefined },
  ])('$name: $expected', ({ secrets = [], token, expected, ...parts }) => {
    const options: Record<string, string> = token === undefined ? {} : { verificationToken: token };
    expect(summary(findHandshake('feishu-card')?.unsigned?.(inputOf(parts, { secrets, options })))).toBe(expected);
  });
});
