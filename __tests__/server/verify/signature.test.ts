import { createHash, createHmac, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import type { SignatureScheme } from '../../../src/common/WebhookConfig';
import type { VerifyInput } from '../../../src/server/model/endpoint';
import { verifierOf } from '../../helpers/providers';
import { requestOf, type RequestParts } from '../handshake/input';

const NOW = 1_700_000_000_000;
const BODY = '{"amount":"10.00","é":1}';
const SECRET = 'correct horse';

type Scheme = Partial<SignatureScheme>;

const withName = (name: string): SignatureScheme => ({ signature: { from: 'header', name }, algorithm: 'hmac-sha256' });

async function verify(scheme: Scheme, parts: RequestParts, rest: Partial<VerifyInput> = {}) {
  const { verify: check } = verifierOf({
    type: 'signature',
    scheme: 'custom',
    secrets: [],
    custom: { ...withName('x-sig'), ...scheme },
  });
  const input = { request: requestOf({ body: BODY, ...parts }), secrets: [SECRET], options: {}, now: NOW, ...rest };
  return (await check(input)).verified;
}

const hmac = (
  content: string | Buffer,
  { hash = 'sha256', key = SECRET }: { hash?: string; key?: string | Buffer } = {},
) => createHmac(hash, key).update(content).digest();
const hex = (content: string, key?: string | Buffer) => hmac(content, { key }).toString('hex');

describe('algorithms and encodings, against node:crypto', () => {
  const cases: [string, Scheme, (encoding: BufferEncoding) => string][] = [
    ['hmac-sha1', { algorithm: 'hmac-sha1' }, (as) => hmac(BODY, { hash: 'sha1' }).toString(as)],
    ['hmac-sha256', { algorithm: 'hmac-sha256' }, (as) => hmac(BODY).toString(as)],
    ['hmac-sha512', { algorithm: 'hmac-sha512' }, (as) => hmac(BODY, { hash: 'sha512' }).toString(as)],
    [
      'sha256',
      { algorithm: 'sha256', signedContent: '{secret}{body}' },
      (as) =>
        createHash('sha256')
          .update(SECRET + BODY)
          .digest()
          .toString(as),
    ],
  ];
  describe.each(cases)('%s', (_name, scheme, signature) => {
    it.each(['hex', 'base64', 'base64url'] as const)('in %s', async (encoding) => {
      const right = signature(encoding);
      const from = (text: string) => verify({ ...scheme, encoding }, { headers: { 'x-sig': text } });
      expect(await from(right)).toBe(true);
      const wrong = {
        truncated: right.slice(0, -2),
        'with junk': `${right}00`,
        'with a blank': `${right} `,
        'with junk inside': `${right.slice(0, 4)}!${right.slice(4)}`,
        twice: `${right}${right}`,
        'in another case': encoding === 'hex' ? right.toUpperCase() : right.toLowerCase(),
        'without padding': encoding === 'base64' ? right.replace(/=+$/, '') : 'x',
        'with padding': `${right}=`,
        'with another last bit': encoding === 'hex' ? 'x' : otherLastBits(right),
        empty: '',
      };
      for (const [name, text] of Object.entries(wrong)) {
        if (text !== right) expect([name, await from(text)]).toEqual([name, false]);
      }
    });
  });

  it('upper-case hex, and base64url with padding, if the scheme allows them', async () => {
    const from = (scheme: Scheme, text: string) => verify(scheme, { headers: { 'x-sig': text } });
    expect(await from({ anyCase: true }, hex(BODY).toUpperCase())).toBe(true);
    const padded = hmac(BODY).toString('base64').replace(/\+/g, '-').replace(/\//g, '_');
    expect(padded).toMatch(/=$/);
    expect(await from({ encoding: 'base64url' }, padded)).toBe(false);
    expect(await from({ encoding: 'base64url', padded: true }, padded)).toBe(true);
    expect(await from({ encoding: 'base64url', padded: true }, `${padded}=`)).toBe(false);
  });
});

describe('public keys', () => {
  const pairs = {
    ed25519: generateKeyPairSync('ed25519'),
    'rsa-sha256': generateKeyPairSync('rsa', { modulusLength: 2048 }),
    'ecdsa-p256': generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  };
  const pem = (key: KeyObject) => key.export({ type: 'spki', format: 'pem' }) as string;
  const der = (key: KeyObject) => key.export({ type: 'spki', format: 'der' }).toString('base64');
  const algorithms = Object.keys(pairs) as (keyof typeof pairs)[];

  it.each(algorithms)('%s', async (algorithm) => {
    const { publicKey, privateKey } = pairs[algorithm];
    const bytes = sign(algorithm === 'ed25519' ? null : 'sha256', Buffer.from(BODY), privateKey);
    const from = (signature: Buffer, secret: string, body = BODY) =>
      verify(
        { algorithm, encoding: 'base64' },
        { body, headers: { 'x-sig': signature.toString('base64') } },
        { secrets: [secret] },
      );
    expect(await from(bytes, pem(publicKey))).toBe(true);
    expect(await from(bytes, der(publicKey))).toBe(true);
    expect(await from(bytes, pem(publicKey), `${BODY} `)).toBe(false);
    expect(await from(bytes.subarray(1), pem(publicKey))).toBe(false);
    expect(await from(Buffer.concat([bytes, Buffer.from([0])]), pem(publicKey))).toBe(false);
    expect(await from(Buffer.alloc(bytes.length), pem(publicKey))).toBe(false);
    for (const other of algorithms.filter((one) => one !== algorithm)) {
      expect(await from(bytes, pem(pairs[other].publicKey))).toBe(false);
    }
    const privatePem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
    expect(await from(bytes, privatePem)).toBe(false);
  });

  it('ECDSA in the raw form of JWS, two numbers side by side', async () => {
    const { publicKey, privateKey } = pairs['ecdsa-p256'];
    const bytes = sign('sha256', Buffer.from(BODY), { key: privateKey, dsaEncoding: 'ieee-p1363' });
    const from = (body: string) =>
      verify(
        { algorithm: 'ecdsa-p256', encoding: 'hex' },
        { body, headers: { 'x-sig': bytes.toString('hex') } },
        { secrets: [pem(publicKey)] },
      );
    expect([await from(BODY), await from(`${BODY}x`)]).toEqual([true, false]);
  });

  it('on another curve are rejected', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
    const signature = sign('sha256', Buffer.from(BODY), privateKey).toString('hex');
    expect(
      await verify({ algorithm: 'ecdsa-p256' }, { headers: { 'x-sig': signature } }, { secrets: [pem(publicKey)] }),
    ).toBe(false);
  });

  it('are never the key of an HMAC in their Standard Webhooks form', async () => {
    const key = Buffer.alloc(32, 7);
    const signature = hex(BODY, key);
    const from = (secret: string) =>
      verify({ keyEncoding: 'whsec' }, { headers: { 'x-sig': signature } }, { secrets: [secret] });
    expect(await from(`whsec_${key.toString('base64')}`)).toBe(true);
    expect(await from(`whpk_${key.toString('base64')}`)).toBe(false);
  });

  it.each(algorithms)('of %s are never the key of an HMAC, however they are written', async (algorithm) => {
    const { publicKey, privateKey } = pairs[algorithm];
    const from = (secret: string, key: string | Buffer, keyEncoding?: SignatureScheme['keyEncoding']) =>
      verify({ keyEncoding }, { headers: { 'x-sig': hex(BODY, key) } }, { secrets: [secret] });
    const text = der(publicKey);
    const bytes = Buffer.from(text, 'base64');
    expect(await from(pem(publicKey), pem(publicKey))).toBe(false);
    expect(await from(text, text)).toBe(false);
    expect(await from(text, bytes, 'base64')).toBe(false);
    expect(await from(text, bytes, 'whsec')).toBe(false);
    expect(await from(`whsec_${text}`, bytes, 'whsec')).toBe(false);
    expect(await from(`v1,whsec_${text}`, bytes, 'whsec')).toBe(false);
    // A private key is nobody else's, odd as it is.
    const secret = privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64');
    expect(await from(secret, secret)).toBe(true);
    const other = Buffer.concat([bytes.subarray(0, 4), bytes.subarray(5)]).toString('base64');
    expect(await from(other, Buffer.from(other, 'base64'), 'whsec')).toBe(true);
  });
});

describe('keys', () => {
  const key = Buffer.from('00ff10a5b4c3d2e1f00102030405060708090a0b0c0d0e0f', 'hex');
  it.each<[SignatureScheme['keyEncoding'], string, boolean]>([
    ['hex', key.toString('hex'), true],
    ['hex', key.toString('hex').toUpperCase(), true],
    ['hex', `${key.toString('hex')}0`, false],
    ['hex', `${key.toString('hex').slice(0, -1)}g`, false],
    ['base64', key.toString('base64'), true],
    ['base64', `${key.toString('base64')}!`, false],
    ['base64', ` ${key.toString('base64')}`, false],
    ['whsec', `whsec_${key.toString('base64')}`, true],
    ['whsec', key.toString('base64'), true],
    ['whsec', `v1,whsec_${key.toString('base64')}`, true],
    ['whsec', `v1,${key.toString('base64')}`, false],
    ['whsec', `polar_whs_${key.toString('base64')}`, false],
    ['utf8', key.toString('base64'), false],
    ['utf8', '', false],
  ])('%s %s → %s', async (keyEncoding, secret, expected) => {
    expect(await verify({ keyEncoding }, { headers: { 'x-sig': hex(BODY, key) } }, { secrets: [secret] })).toBe(
      expected,
    );
  });

  it('of whsec_ are text where the scheme takes text', async () => {
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    const from = (keyEncoding: SignatureScheme['keyEncoding']) =>
      verify({ keyEncoding }, { headers: { 'x-sig': hex(BODY, secret) } }, { secrets: [secret] });
    expect([await from('utf8'), await from('whsec')]).toEqual([true, false]);
  });

  it('of Polar are text as a whole', async () => {
    const secret = 'polar_whs_aB3_-x';
    const request = { headers: { 'x-sig': hex(BODY, secret) } };
    expect(await verify({ keyEncoding: 'whsec' }, request, { secrets: [secret] })).toBe(true);
  });

  it('any of several verifies, an empty or missing one never', async () => {
    const from = (secrets: string[], key: string) => verify({}, { headers: { 'x-sig': hex(BODY, key) } }, { secrets });
    expect(await from(['old', 'new'], 'new')).toBe(true);
    expect(await from(['old', 'new'], 'old')).toBe(true);
    expect(await from(['', 'new'], '')).toBe(false);
    expect(await from([], '')).toBe(false);
    expect(await from([''], '')).toBe(false);
  });
});

describe('where the signature is', () => {
  const right = hex(BODY);
  it.each<[string, Scheme, RequestParts, boolean]>([
    ['a header', {}, { headers: { 'X-Sig': right } }, true],
    ['a repeated header', {}, { headers: { 'X-Sig': [right, right] } }, false],
    ['no header', {}, {}, false],
    ['the query', { signature: { from: 'query', name: 'sig' } }, { search: `a=1&sig=${right}` }, true],
    [
      'a repeated query parameter',
      { signature: { from: 'query', name: 'sig' } },
      { search: `sig=${right}&sig=${right}` },
      false,
    ],
    [
      'the query twice, once in disguise',
      { signature: { from: 'query', name: 'sig' } },
      { search: `sig=${right}&%73ig=1` },
      false,
    ],
    ['a prefix', { prefix: 'sha256=' }, { headers: { 'x-sig': `sha256=${right}` } }, true],
    ['no prefix', { prefix: 'sha256=' }, { headers: { 'x-sig': right } }, false],
    ['another prefix', { prefix: 'sha256=' }, { headers: { 'x-sig': `sha1=${right}` } }, false],
    ['several', { separator: ' ' }, { headers: { 'x-sig': `${'0'.repeat(64)} ${right}` } }, true],
    ['several wrong', { separator: ' ' }, { headers: { 'x-sig': `${'0'.repeat(64)} ${'1'.repeat(64)}` } }, false],
    ['several in one that has no separator', {}, { headers: { 'x-sig': `${right},${right}` } }, false],
    ['the last of a thousand', { separator: ',' }, { headers: { 'x-sig': `${'0,'.repeat(999)}${right}` } }, false],
    ['pairs', { field: 'v1' }, { headers: { 'x-sig': `t=1,v0=${'0'.repeat(64)},v1=${right}` } }, true],
    ['several pairs', { field: 'v1' }, { headers: { 'x-sig': `v1=${'0'.repeat(64)},v1=${right}` } }, true],
    ['pairs of another name', { field: 'v1' }, { headers: { 'x-sig': `v0=${right}` } }, false],
    ['pairs with semicolons', { field: 'h1', separator: ';' }, { headers: { 'x-sig': `ts=1;h1=${right}` } }, true],
  ])('%s', async (_name, scheme, parts, expected) => {
    expect(await verify(scheme, parts)).toBe(expected);
  });

  it.each<[string, object | string, boolean]>([
    ['a path in JSON', { a: { sig: hex('x-1') } }, true],
    ['a number', { a: { sig: 1 } }, false],
    ['nothing', { a: {} }, false],
    ['no object', 'null', false],
    ['no JSON', '{', false],
  ])('the body: %s', async (_name, body, expected) => {
    const scheme: Scheme = { signature: { from: 'body', name: 'a.sig' }, signedContent: '{header.x-event}' };
    expect(await verify(scheme, { body, headers: { 'x-event': 'x-1' } })).toBe(expected);
  });

  it('the body is never an inherited property', async () => {
    for (const name of ['__proto__.x', 'constructor.name', 'toString', 'a.length']) {
      const scheme: Scheme = { signature: { from: 'body', name }, signedContent: '{method}' };
      expect(await verify(scheme, { body: { a: 'x' } })).toBe(false);
    }
  });
});

describe('the signed content', () => {
  const at = (template: string, content: string | Buffer, parts: RequestParts = {}, rest: Partial<VerifyInput> = {}) =>
    verify(
      { signedContent: template },
      { ...parts, headers: { ...parts.headers, 'x-sig': hmac(content).toString('hex') } },
      rest,
    );
  it.each<[string, string, RequestParts?, Partial<VerifyInput>?]>([
    ['{method}', 'PUT', { method: 'PUT' }],
    ['{method}\\n{path}', 'POST\n/api/webhooks/abc'],
    ['{url}', 'https://noco.example/api/webhooks/abc?a=1&b=%20', { search: 'a=1&b=%20' }],
    ['{url}', 'https://hook.example/x?a=1', { search: 'a=1' }, { options: { publicUrl: 'https://hook.example/x' } }],
    ['{path}', '/x', {}, { options: { publicUrl: 'https://hook.example/x' } }],
    ['{query}', 'b=2&a=%41', { search: 'b=2&a=%41' }],
    ['{query.a}', 'A b', { search: 'b=2&a=%41+b' }],
    ['{header.X-Id}.{body}', `7.${BODY}`, { headers: { 'x-id': '7' } }],
    ['{body.order.id}', '7', { body: { order: { id: 7 } } }],
    [
      '{body.token}',
      't é',
      { body: 'token=t+%C3%A9', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    ],
    ['{"a":{body}}', `{"a":${BODY}}`],
    ['$&{body}$1', `$&${BODY}$1`],
    ['', BODY],
  ])('%s is %j', async (template, content, ...sent) => {
    expect(await at(template, content, ...sent)).toBe(true);
    expect(await at(template, `${content}x`, ...sent)).toBe(false);
  });

  it('is made of bytes: placeholders in a body or header are not expanded', async () => {
    const body = Buffer.from([0xff, 0x00, 0x24, 0x26, 0x7b, 0x73, 0x65, 0x63, 0x72, 0x65, 0x74, 0x7d]);
    expect(await at('{body}', body, { body })).toBe(true);
    expect(
      await at('{body}.{header.x-a}', Buffer.concat([body, Buffer.from('.{body}')]), {
        body,
        headers: { 'x-a': '{body}' },
      }),
    ).toBe(true);
    expect(await at('{header.x-a}', Buffer.from([0xc3, 0xa9]), { headers: { 'x-a': '\u00c3\u00a9' } })).toBe(true);
  });

  it.each([
    ['a header that is missing', '{header.x-id}{body}', {}],
    ['a repeated header', '{header.x-id}{body}', { headers: { 'x-id': ['', ''] } }],
    ['a parameter that is missing', '{query.a}{body}', {}],
    ['a repeated parameter', '{query.a}{body}', { search: 'a=&a=' }],
    ['a field that is missing', '{body.a}{body}', {}],
  ])('lacks %s: refused, not signed as nothing', async (_name, template, parts) => {
    expect(await at(template, BODY, parts)).toBe(false);
  });
});

describe('the timestamp', () => {
  const second = NOW / 1000;
  const stamped = (text: string | string[], unit: 's' | 'ms' | 'iso' = 's', tolerance?: number) => {
    const first = [text].flat()[0] ?? '';
    return verify(
      { signedContent: '{timestamp}.{body}', timestamp: { from: 'header', name: 'x-time', unit } },
      { headers: { 'x-sig': hex(`${first}.${BODY}`), 'x-time': text } },
      { tolerance },
    );
  };

  it.each<[string, string | string[], boolean]>([
    ['now', String(second), true],
    ['just inside, old', String(second - 300), true],
    ['just inside, ahead', String(second + 300), true],
    ['just outside, old', String(second - 301), false],
    ['just outside, ahead', String(second + 301), false],
    ['far ahead', '99999999999999', false],
    ['beyond numbers', '9'.repeat(400), false],
    ['milliseconds where seconds belong', String(NOW), false],
    ['empty', '', false],
    ['NaN', 'NaN', false],
    ['Infinity', 'Infinity', false],
    ['null', 'null', false],
    ['negative', `-${second}`, false],
    ['signed', `+${second}`, false],
    ['fractional', `${second}.5`, false],
    ['fractional zero', `${second}.0`, false],
    ['exponential', '1.7e9', false],
    ['hexadecimal', '0x6553f100', false],
    ['with leading zeros', `0${second}`, false],
    ['with a blank', `${second} `, false],
    ['with junk', `${second}x`, false],
    ['in other digits', '１７０００００００００', false],
    ['twice', [String(second), String(second)], false],
    ['as a list', `${second},${second}`, false],
    ['zero', '0', false],
  ])('%s', async (_name, text, expected) => {
    expect(await stamped(text)).toBe(expected);
  });

  it('is required when the scheme has one', async () => {
    const scheme: Scheme = { timestamp: { from: 'header', name: 'x-time' } };
    expect(await verify(scheme, { headers: { 'x-sig': hex(BODY) } })).toBe(false);
    expect(await verify(scheme, { headers: { 'x-sig': hex(BODY), 'x-time': String(second) } })).toBe(true);
  });

  it.each<[string, 'ms' | 'iso', boolean]>([
    [String(NOW), 'ms', true],
    [String(NOW - 300_000), 'ms', true],
    [String(NOW - 300_001), 'ms', false],
    [String(NOW + 300_001), 'ms', false],
    [`${NOW}.0`, 'ms', false],
    [String(second), 'ms', false],
    ['2023-11-14T22:13:20Z', 'iso', true],
    ['2023-11-14T22:13:20.123456789Z', 'iso', true],
    ['2023-11-15T06:13:20+08:00', 'iso', true],
    ['2023-11-14T22:18:21Z', 'iso', false],
    ['2023-11-14T22:08:19Z', 'iso', false],
    ['2023-11-14T22:13:20', 'iso', false],
    ['2023-11-14 22:13:20Z', 'iso', false],
    ['2023-11-14', 'iso', false],
    ['2023-11-31T22:13:20Z', 'iso', false],
    ['2023-11-14T24:00:00Z', 'iso', false],
    ['Tue, 14 Nov 2023 22:13:20 GMT', 'iso', false],
    [String(second), 'iso', false],
  ])('%s in %s: %s', async (text, unit, expected) => {
    expect(await stamped(text, unit)).toBe(expected);
  });

  it.each([
    [10, -10, true],
    [10, -11, false],
    [10, 11, false],
    [86_400, -86_400, true],
  ])('with a tolerance of %d s, %d s away: %s', async (tolerance, away, expected) => {
    expect(await stamped(String(second + away), 's', tolerance)).toBe(expected);
  });

  it('in a pair beside the signature, once', async () => {
    const scheme: Scheme = {
      field: 'v1',
      signedContent: '{timestamp}.{body}',
      timestamp: { from: 'field', name: 't' },
    };
    const signature = hex(`${second}.${BODY}`);
    const from = (header: string) => verify(scheme, { headers: { 'x-sig': header } });
    expect(await from(`t=${second},v1=${signature}`)).toBe(true);
    expect(await from(`v1=${signature},t=${second}`)).toBe(true);
    expect(await from(`t=${second},t=${second},v1=${signature}`)).toBe(false);
    expect(await from(`v1=${signature}`)).toBe(false);
  });

  it('in the body, the query, or a pair, with every empty setting of a form', async () => {
    const signed = hex(BODY);
    const inQuery: Scheme = { timestamp: { from: 'query', name: 't', unit: '' as 's', alternatives: null as never } };
    expect(await verify(inQuery, { search: `t=${second}`, headers: { 'x-sig': signed } })).toBe(true);
    expect(await verify(inQuery, { search: `t=${NOW}`, headers: { 'x-sig': signed } })).toBe(false);
    const body = { at: second };
    const headers = { 'x-sig': hex(JSON.stringify(body)) };
    expect(await verify({ timestamp: { from: 'body', name: 'at' } }, { body, headers })).toBe(true);
  });
});

// Changes a bit of the last character that no byte of the signature is made of.
function otherLastBits(text: string): string {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_';
  const end = text.replace(/=+$/, '').length - 1;
  const other = digits[digits.indexOf(text[end]) ^ 1];
  return text.length % 4 === 0 && !text.endsWith('=') ? 'x' : text.slice(0, end) + other + text.slice(end + 1);
}
