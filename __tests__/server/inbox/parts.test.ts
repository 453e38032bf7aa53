import { describeFault } from '../../../src/server/log/describe-fault';
import { deliveryKey } from '../../../src/server/inbox/row/delivery-key';
import { GroupWriter } from '../../../src/server/inbox/GroupWriter';
import { pauseAfter } from '../../../src/server/inbox/worker/postpone';
import { providers } from '../../../src/common/providers';
import type { SignatureScheme, ValueSource } from '../../../src/common/WebhookConfig';
import { signedParts } from '../../../src/server/verify/signed-parts';
import { redactHeaders, redactQuery } from '../../../src/server/inbox/row/redact';
import { storable } from '../../../src/server/inbox/row/storable';
import { restoreResponse, storeResponse } from '../../../src/server/inbox/row/stored-response';

describe('the key that finds duplicates', () => {
  const key = deliveryKey('w', 'header:x-id', 'a') as string;
  it.each([
    ['another workflow', deliveryKey('v', 'header:x-id', 'a')],
    ['another source', deliveryKey('w', 'query:x-id', 'a')],
    ['another key', deliveryKey('w', 'header:x-id', 'b')],
  ])('differs for %s', (_name, other) => expect(other).not.toBe(key));
  it('is a digest, and the same for the same', () => {
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(deliveryKey('w', 'header:x-id', 'a')).toBe(key);
  });
  it.each([null, ''])('is absent for %j', (absent) => expect(deliveryKey('w', 's', absent)).toBeUndefined());
});

describe('what is redacted', () => {
  it.each([
    ['authorization', true],
    ['proxy-authorization', true],
    ['cookie', true],
    ['x-api-key', true],
    ['x-gitlab-token', true],
    ['x-custom', true],
    ['x-functions-key', true],
    ['ocp-apim-subscription-key', true],
    ['x-hook-key', true],
    ['x_hook_key', true],
    ['x-passcode', true],
    ['x-signed-key', false],
    ['idempotency-key', false],
    ['x-idempotency-key', false],
    ['x-event-key', false],
    ['x-partition-key', false],
    ['routing-key', false],
    ['x-keyboard', false],
    ['x-monkey', false],
    ['code', false],
    ['x-hub-signature-256', false],
    ['x-github-delivery', false],
    ['content-type', false],
  ])('%s: %s', (name, secret) => {
    const signed = { headers: ['x-signed-key'], query: [], url: false };
    const redacted = redactHeaders(new Map([[name, ['value']]]), ['x-custom'], signed);
    expect(redacted[name]).toBe(secret ? '[redacted]' : 'value');
  });
  it.each([
    ['a=1&accessToken=s', { a: '1', accessToken: '[redacted]' }, 'a=1&accessToken=%5Bredacted%5D'],
    ['c%72ed=s', { cred: '[redacted]' }, 'c%72ed=%5Bredacted%5D'],
    ['sign=abc&timestamp=1', { sign: 'abc', timestamp: '1' }, 'sign=abc&timestamp=1'],
    ['subscription-key=s', { 'subscription-key': '[redacted]' }, 'subscription-key=%5Bredacted%5D'],
    ['Code=s&sig=s', { Code: '[redacted]', sig: '[redacted]' }, 'Code=%5Bredacted%5D&sig=%5Bredacted%5D'],
    ['passcode=s', { passcode: '[redacted]' }, 'passcode=%5Bredacted%5D'],
    ['postcode=1&issue_key=A-1', { postcode: '1', issue_key: 'A-1' }, 'postcode=1&issue_key=A-1'],
    ['', {}, ''],
  ])('query %j', (search, query, redacted) => {
    expect(redactQuery(search, ['cred'])).toEqual({ query, search: redacted });
  });
  it.each([
    ['a signature that is so called', { headers: [], query: ['sig'], url: false }, 'sig=s&code=%5Bredacted%5D'],
    ['a query that is signed as a whole', { headers: [], query: [], url: true }, 'sig=s&code=s'],
  ])('leaves %s', (_name, signed, redacted) => {
    expect(redactQuery('sig=s&code=s', [], signed).search).toBe(redacted);
    expect(redactQuery('token=s', [], { ...signed, query: ['token'] }).search).toBe('token=%5Bredacted%5D');
  });
  it.each(providers.map((provider) => [provider.id, provider] as const))('nothing that %s needs', (_id, provider) => {
    const { signature, proof, deliveryId, eventType } = provider;
    const signed = signedParts(provider);
    const kept = [
      deliveryId,
      eventType,
      proof && !provider.token && { from: provider.proofIn ?? 'header', name: proof },
    ];
    const schemes = [signature ?? []].flat() as SignatureScheme[];
    for (const scheme of schemes) kept.push(scheme.signature, scheme.timestamp as ValueSource | undefined);
    for (const source of kept) {
      if (!source) continue;
      for (const name of [source.name, ...('alternatives' in source ? (source.alternatives ?? []) : [])]) {
        if (source.from === 'query') expect(redactQuery(`${name}=v`, [], signed).search).toBe(`${name}=v`);
        if (source.from !== 'header') continue;
        expect(redactHeaders(new Map([[name.toLowerCase(), ['v']]]), [], signed)).toEqual({
          [name.toLowerCase()]: 'v',
        });
      }
    }
  });
});

it.each([
  ['a\0b', Infinity, 'a\ufffdb'],
  ['\ud800x\udc00', Infinity, '\ufffdx\ufffd'],
  ['\u{1f600}', Infinity, '\u{1f600}'],
  ['a\u{1f600}', 2, 'a'],
])('stores %j', (text, length, expected) => expect(storable(text, length)).toBe(expected));

it.each([['text'], ['with \0'], [undefined], [Buffer.from([0, 255])]])('keeps the answer %j', (body) => {
  const restored = restoreResponse(JSON.parse(JSON.stringify(storeResponse({ status: 201, headers: [], body }))));
  expect(restored.status).toBe(201);
  expect(restored.body === undefined ? undefined : Buffer.from(restored.body)).toEqual(
    body === undefined ? undefined : Buffer.from(body),
  );
});

it.each([
  [new SyntaxError('Unexpected token in {"a":"s3cret'), /^SyntaxError\n +at .*parts/],
  [new TypeError('s3cret\n    at s3cret (s3cret:1:1)'), /^TypeError\n +at .*parts/],
  [Object.assign(new Error('s3cret'), { parent: { code: '42P01' }, sql: 's3cret' }), /^Error 42P01\n/],
  ['s3cret', /^unknown error$/],
])('says of an unexpected error only its kind and its place', (error, said) => {
  const fault = describeFault(error);
  expect(fault).toMatch(said);
  expect(fault).not.toContain('s3cret');
});

it('waits longer after each attempt, up to five minutes', () => {
  expect([1, 2, 3, 9, 20].map(pauseAfter)).toEqual([1_000, 2_000, 4_000, 256_000, 300_000]);
});

describe('writing in groups', () => {
  const limits = { rows: 3, size: 100, waitingRows: 5, waitingSize: 1_000 };
  const setUp = () => {
    const groups: number[][] = [];
    let release = () => undefined as void;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const writer = new GroupWriter<number>(async (items) => {
      groups.push(items);
      await gate;
      return items.map((item) => (item < 0 ? 'bad' : undefined));
    }, limits);
    return { groups, release, writer };
  };

  it('writes the first at once and the others together, within the limits', async () => {
    const { groups, release, writer } = setUp();
    const results = [1, 2, 3, 4, 5].map((item) => writer.add(item, 1));
    expect(groups).toEqual([[1]]);
    release();
    await Promise.all(results);
    expect(groups).toEqual([[1], [2, 3, 4], [5]]);
  });
  it('counts sizes, and lets one that is larger through alone', async () => {
    const { groups, release, writer } = setUp();
    const results = [1, 60, 50, 500].map((size) => writer.add(size, size));
    release();
    await Promise.all(results);
    expect(groups).toEqual([[1], [60], [50], [500]]);
  });
  it('tells each its own error', async () => {
    const { release, writer } = setUp();
    const results = [1, -2, 3].map((item) => writer.add(item, 1));
    release();
    expect(await Promise.all(results)).toEqual([undefined, 'bad', undefined]);
  });
  it('says when it is full', async () => {
    const { release, writer } = setUp();
    const results = [1, 2, 3, 4, 5, 6].map((item) => writer.add(item, 1));
    expect(writer.hasRoom).toBe(false);
    release();
    await Promise.all(results);
    expect(writer.hasRoom).toBe(true);
  });
});
