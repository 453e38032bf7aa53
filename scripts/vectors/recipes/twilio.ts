import assert from 'node:assert';
import type { VectorCase, VectorFile } from '../../../__tests__/helpers/vectors';
import { flipBit, junkAfter, otherAt } from '../break-text';
import { ENDPOINT_URL, makeCase } from '../make-case';
import type { HeaderList } from '../Recipe';
import { hmac, plainHash } from '../sign';
import { NOW } from '../timestamps';
import { versionOf } from '../version-of';

const source = versionOf('twilio');
const TOKENS: [string, string] = ['12345', 'a second auth token'];
const FORM: [string, string] = ['Content-Type', 'application/x-www-form-urlencoded'];
const JSON_TYPE: [string, string] = ['Content-Type', 'application/json'];
const FIELDS: [string, string][] = [
  ['To', '+18005551212'],
  ['Digits', '1234'],
  ['Body', 'Ærø 微信 & 100% + "x"'],
  ['CallSid', 'CA1234567890ABCDE'],
  ['a', 'lower case comes last'],
  ['Empty', ''],
];

const encode = (fields: [string, string][]) => new URLSearchParams(fields).toString();
const params = (fields: [string, string][]) => {
  const found: Record<string, string | string[]> = {};
  for (const [name] of fields) {
    const values = fields.filter(([other]) => other === name).map(([, value]) => value);
    found[name] = values.length > 1 ? values : values[0];
  }
  return found;
};

interface Parts {
  fields?: [string, string][];
  /** as Twilio knows it */
  url?: string;
  seen?: string;
  token?: string;
  method?: string;
  rest?: Partial<VectorCase>;
}

/** A form, or a GET without one, that is signed by Twilio's own library, and checked by it. */
async function valid(
  name: string,
  { fields, url = ENDPOINT_URL, seen = url, token = TOKENS[0], method = 'POST', rest }: Parts,
) {
  const { default: twilio } = await import('twilio');
  const given = params(fields ?? []);
  const signature = twilio.getExpectedTwilioSignature(token, url, given);
  assert(twilio.validateRequest(token, signature, url, given), name);
  const headers: HeaderList = [...(fields ? [FORM] : []), ['X-Twilio-Signature', signature]];
  return makeCase({
    name,
    expect: 'verified',
    source,
    method,
    url: seen,
    headers,
    body: fields ? encode(fields) : '',
    ...rest,
  });
}

/** JSON, whose digest is in the URL. */
async function json(name: string, body: string, digest = plainHash('sha256', 'hex', body)) {
  const { default: twilio } = await import('twilio');
  const url = `${ENDPOINT_URL}?a=1&bodySHA256=${digest}`;
  const signature = twilio.getExpectedTwilioSignature(TOKENS[0], url, {});
  const expect =
    body !== '' && twilio.validateRequestWithBody(TOKENS[0], signature, url, body) ? 'verified' : 'refused';
  return makeCase({ name, expect, source, url, body, headers: [JSON_TYPE, ['X-Twilio-Signature', signature]] });
}

const content =
  ENDPOINT_URL +
  [...FIELDS]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => name + value)
    .join('');
const right = hmac('sha1', TOKENS[0], 'base64', content);
const refused = (
  name: string,
  signatures: string[],
  body: string | Buffer = encode(FIELDS),
  rest: { url?: string; headers?: HeaderList } = {},
) =>
  makeCase({
    name,
    expect: 'refused',
    source,
    url: rest.url,
    body,
    headers: [
      ...(rest.headers ?? [FORM]),
      ...signatures.map((value): [string, string] => ['X-Twilio-Signature', value]),
    ],
  });
const changed = (name: string, value: string) =>
  encode(FIELDS.map(([field, old]) => [field, field === name ? value : old]));

/** Twilio: the URL with the fields of a form, or with the digest of another body. */
export async function twilioFile(): Promise<VectorFile> {
  const body = encode(FIELDS);
  const proxied = { url: 'https://public.example/hooks?a=1', seen: 'http://127.0.0.1:13000/api/webhooks/vector?a=1' };
  const cases = [
    await valid('form', { fields: FIELDS, rest: { identity: { idempotencyKey: null, eventType: null } } }),
    await valid('the second token, during a rotation', { fields: FIELDS, token: TOKENS[1] }),
    await valid('one field', { fields: [['a', 'b']] }),
    await valid('a field there several times', {
      fields: [
        ['Media', 'b'],
        ['Media', 'a'],
        ['Media', 'b'],
        ['A', 'x'],
      ],
    }),
    await valid('a query', { fields: FIELDS, url: `${ENDPOINT_URL}?foo=1&bar=%2F` }),
    await valid('signed with the port', {
      fields: FIELDS,
      url: ENDPOINT_URL.replace('.example', '.example:443'),
      seen: ENDPOINT_URL,
    }),
    await valid('signed without the port', {
      fields: FIELDS,
      url: ENDPOINT_URL,
      seen: ENDPOINT_URL.replace('.example', '.example:8443'),
    }),
    await valid('GET', { method: 'GET', url: `${ENDPOINT_URL}?From=%2B1&Body=a+b` }),
    await valid('GET without a query', { method: 'GET' }),
    await valid('behind a proxy', {
      fields: FIELDS,
      ...proxied,
      rest: { config: { secrets: [TOKENS[0]], options: { publicUrl: 'https://public.example/hooks' } } },
    }),
    await json('JSON with its digest', '{"property": "value", "boolean": true}'),
    await json('JSON in unicode', '{"a":"Ærø 微信 🎉"}'),
    await json('JSON with the digest of another', '{"a":1}', plainHash('sha256', 'hex', '{}')),
    await json('JSON with an empty digest', '{"a":1}', ''),
    await json('JSON with a cut digest', '{"a":1}', plainHash('sha256', 'hex', '{"a":1}').slice(0, -2)),
    refused('JSON without a digest', [hmac('sha1', TOKENS[0], 'base64', ENDPOINT_URL)], '{"a":1}', {
      headers: [JSON_TYPE],
    }),
    refused('signature of the URL alone', [hmac('sha1', TOKENS[0], 'base64', ENDPOINT_URL)]),
    refused('wrong token', [hmac('sha1', 'wrong', 'base64', content)]),
    refused('value changed', [right], changed('Digits', '1235')),
    refused('field added', [right], `${body}&x=1`),
    refused('field removed', [right], encode(FIELDS.slice(1))),
    refused('field there twice', [right], `${body}&Digits=1235`),
    refused('bit of the body flipped', [right], flipBit(Buffer.from(body), 3)),
    refused('query added', [right], body, { url: `${ENDPOINT_URL}?a=1` }),
    refused('another host', [right], body, { url: ENDPOINT_URL.replace('noco', 'evil') }),
    refused('another path', [right], body, { url: `${ENDPOINT_URL}x` }),
    refused('another scheme', [right], body, { url: ENDPOINT_URL.replace('https', 'http') }),
    refused('signature missing', []),
    refused('signature twice', [right, right]),
    refused('signature empty', ['']),
    refused('signature changed', [otherAt(right, 5)]),
    refused('signature cut', [right.slice(0, -1)]),
    refused('signature in hex', [Buffer.from(right, 'base64').toString('hex')]),
    refused('SHA-256 in place of SHA-1', [hmac('sha256', TOKENS[0], 'base64', content)]),
    ...junkAfter(right).map(([name, value]) => refused(name, [value])),
  ];
  return { scheme: 'twilio', config: { secrets: [...TOKENS] }, now: NOW, cases };
}
