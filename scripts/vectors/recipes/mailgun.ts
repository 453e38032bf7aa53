import type { VectorCase, VectorFile } from '../../../__tests__/helpers/vectors';
import { otherAt, otherCase } from '../break-text';
import { makeCase } from '../make-case';
import { hmac } from '../sign';
import { badTimestamps, NOW } from '../timestamps';
import { JSON_TYPE, SECRETS } from './body-hmac';

const source = 'documentation.mailgun.com, "Securing webhooks"';
const TOKEN = 'a8ce0edb2dd8301dee6c2405235584e45aa91d1e9f979f3de0';
const AT = String(NOW / 1000);
const EVENT = { event: 'opened', id: 'ASzO3F1TQDmSGjCRsLPE2Q', recipient: 'Ærø@example.com' };

type Signature = Record<string, unknown>;
const signature = ({ timestamp = AT, token = TOKEN, key = SECRETS[0] } = {}): Signature => ({
  timestamp,
  token,
  signature: hmac('sha256', key, 'hex', `${timestamp}${token}`),
});
const of = (
  name: string,
  expect: VectorCase['expect'],
  body: string,
  rest: Partial<VectorCase> = {},
  type = JSON_TYPE,
) => makeCase({ name, expect, source, body, headers: [type], ...rest });
const event = (name: string, expect: VectorCase['expect'], part: unknown, rest: Partial<VectorCase> = {}) =>
  of(name, expect, JSON.stringify({ signature: part, 'event-data': EVENT }), rest);
type Fields = [string, string][];
const form = (name: string, expect: VectorCase['expect'], fields: Fields, rest: Partial<VectorCase> = {}) =>
  of(name, expect, new URLSearchParams(fields).toString(), rest, ['Content-Type', 'application/x-www-form-urlencoded']);
const multipart = (name: string, expect: VectorCase['expect'], fields: Fields, rest: Partial<VectorCase> = {}) => {
  const parts = fields.map(
    ([field, value]) => `--b0undary\r\nContent-Disposition: form-data; name="${field}"\r\n\r\n${value}\r\n`,
  );
  const file = '--b0undary\r\nContent-Disposition: form-data; name="attachment-1"; filename="a.txt"\r\n\r\nfile\r\n';
  const type: [string, string] = ['Content-Type', 'multipart/form-data; boundary="b0undary"'];
  return of(name, expect, `${parts.join('')}${file}--b0undary--\r\n`, rest, type);
};

const right = signature();
const text = String(right.signature);
const pairs = Object.entries(right) as [string, string][];
// A token is good for one body, so each call that is let in has its own.
const another = (n: number) => `${n}${TOKEN.slice(1)}`;
const pairsWith = (token: string) => Object.entries(signature({ token })) as Fields;
const known = (token: string) => ({ identity: { idempotencyKey: token, eventType: null } });

/** Mailgun: timestamp and token are signed, and stand in the body. */
export function mailgunFile(): VectorFile {
  const cases = [
    event('event', 'verified', right, { identity: { idempotencyKey: EVENT.id, eventType: 'opened' } }),
    event('the second key, during a rotation', 'verified', signature({ key: SECRETS[1], token: another(1) })),
    event('timestamp a number', 'verified', {
      ...signature({ token: another(2) }),
      timestamp: Number(AT),
    }),
    of(
      'signature after the event',
      'verified',
      JSON.stringify({ 'event-data': EVENT, signature: signature({ token: another(3) }) }),
    ),
    form(
      'form',
      'verified',
      [...pairsWith(another(4)), ['recipient', 'bob@example.com'], ['signature.token', 'other']],
      known(another(4)),
    ),
    multipart(
      'form with an attachment',
      'verified',
      [...pairsWith(another(5)), ['signature.token', 'other']],
      known(another(5)),
    ),
    ...[-300, 300].map((seconds, n) =>
      event(
        `timestamp ${seconds} s off`,
        'verified',
        signature({ timestamp: String(NOW / 1000 + seconds), token: another(6 + n) }),
      ),
    ),
    ...badTimestamps(NOW, 's', 300).map(([name, timestamp]) => event(name, 'refused', signature({ timestamp }))),
    event('wrong key', 'refused', signature({ key: 'wrong' })),
    event('timestamp changed after signing', 'refused', { ...right, timestamp: String(NOW / 1000 + 1) }),
    event('token changed', 'refused', { ...right, token: otherAt(TOKEN, 3) }),
    event('a digit moved from token to timestamp', 'refused', { ...right, timestamp: `${AT}8`, token: TOKEN.slice(1) }),
    event('token empty', 'refused', signature({ token: '' })),
    event('signature changed', 'refused', { ...right, signature: otherAt(text, 0) }),
    event('signature cut', 'refused', { ...right, signature: text.slice(0, -2) }),
    event('signature with junk after it', 'refused', { ...right, signature: `${text}zz` }),
    event('signature in upper case', 'refused', { ...right, signature: otherCase(text) }),
    event('signature in base64', 'refused', { ...right, signature: Buffer.from(text, 'hex').toString('base64') }),
    event('signature empty', 'refused', { ...right, signature: '' }),
    event('signature a list', 'refused', { ...right, signature: [text] }),
    event('signature null', 'refused', null),
    event('signature a text', 'refused', text),
    ...['timestamp', 'token', 'signature'].map((name) =>
      event(`${name} missing`, 'refused', Object.fromEntries(pairs.filter(([key]) => key !== name))),
    ),
    of('signature not where events have it', 'refused', JSON.stringify({ ...right, 'event-data': EVENT })),
    form('form: token there twice', 'refused', [...pairs, ['token', TOKEN]]),
    form(
      'form: signature missing',
      'refused',
      pairs.filter(([name]) => name !== 'signature'),
    ),
    multipart('form with an attachment: token there twice', 'refused', [...pairs, ['token', TOKEN]]),
    multipart('form with an attachment: signature changed', 'refused', [
      ...pairs.slice(0, 2),
      ['signature', otherAt(text, 9)],
    ]),
    of('empty body', 'refused', ''),
    of('no JSON', 'refused', '{'),
  ];
  return { scheme: 'mailgun', config: { secrets: [...SECRETS] }, now: NOW, cases };
}
