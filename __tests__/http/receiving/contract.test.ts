import supertest from 'supertest';
import type { WebhookConfig } from '../../../src/common/WebhookConfig';
import { startApp, type TestApp } from '../../helpers/start-app';

type Method = 'get' | 'head' | 'post' | 'put' | 'patch' | 'delete' | 'options';
interface Sent {
  method?: Method;
  path?: string;
  headers?: Record<string, string>;
  body?: string;
}

const BEARER: WebhookConfig = { verification: { type: 'bearer', tokens: ['right'] } };
const RIGHT = { Authorization: 'Bearer right' };
const WRONG = { Authorization: 'Bearer wrong' };
const JSON_TYPE = { 'Content-Type': 'application/json' };

/** What the other tests don't say aloud of the contract: which refusal comes first, and what each reply carries. */
describe('the contract', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp();
  });
  afterAll(() => test.stop());

  const create = (config: WebhookConfig, values = {}) => test.createWorkflow({ enabled: true, config, ...values });
  const send = (key: string, { method = 'post', path = key, headers = {}, body }: Sent) => {
    const request = supertest(test.server)[method](`/api/webhooks/${path}`).set(headers);
    return body === undefined ? request : request.send(body);
  };

  describe('of two things that are wrong, the first in order is said', () => {
    it.each<[string, WebhookConfig, Sent, number, string]>([
      ['method before rate', { rateLimit: { requests: 1, seconds: 60 } }, { method: 'put' }, 405, 'method_not_allowed'],
      [
        'verification before rate',
        { ...BEARER, rateLimit: { requests: 1, seconds: 60 } },
        { headers: WRONG },
        401,
        'unauthenticated',
      ],
      [
        'rate before parsing',
        { ...BEARER, rateLimit: { requests: 1, seconds: 60 } },
        { headers: { ...RIGHT, ...JSON_TYPE }, body: '{' },
        429,
        'rate_limited',
      ],
      [
        'source before body',
        { allowlist: ['192.0.2.1'], maxBodySize: 1 },
        { body: 'too long' },
        403,
        'source_not_allowed',
      ],
      ['body before verification', { ...BEARER, maxBodySize: 1 }, { body: 'too long' }, 413, 'body_too_large'],
      [
        'verification before parsing',
        BEARER,
        { headers: { ...WRONG, ...JSON_TYPE }, body: '{' },
        401,
        'unauthenticated',
      ],
    ])('%s', async (_name, config, sent, status, code) => {
      const { key } = await create(config);
      await send(key, sent);
      const response = await send(key, sent);
      expect([response.status, response.body.errors?.[0].code]).toEqual([status, code]);
    });

    it('parsing before deduplication', async () => {
      const { key } = await create({ deduplication: { source: 'header', key: 'x-id' } });
      await send(key, { headers: { 'X-Id': '1', ...JSON_TYPE }, body: '{}' });
      const response = await send(key, { headers: { 'X-Id': '1', ...JSON_TYPE }, body: '{' });
      expect([response.status, response.headers['x-webhook-duplicate']]).toEqual([400, undefined]);
    });
  });

  describe('every reply carries the id of the delivery, and a refusal tells nothing but code and message', () => {
    const keys = new Map<string, string>();
    beforeAll(async () => {
      const configs: [string, WebhookConfig][] = [
        ['bearer', BEARER],
        ['small', { maxBodySize: 1 }],
        ['closed', { allowlist: ['192.0.2.1'] }],
        ['get', { methods: ['GET'], cors: { origins: ['*'] } }],
        ['unset', { verification: { type: 'bearer', tokens: ['{{$env.NOT_THERE}}'] } }],
        [
          'meta',
          { verification: { type: 'signature', scheme: 'meta', secrets: ['s'], options: { verifyToken: 'v' } } },
        ],
      ];
      for (const [name, config] of configs) keys.set(name, (await create(config)).key);
    });

    it.each<[string, Sent, number]>([
      ['bearer', { headers: RIGHT }, 200],
      ['bearer', { headers: WRONG }, 401],
      ['bearer', { headers: { ...RIGHT, ...JSON_TYPE }, body: '{' }, 400],
      ['bearer', { headers: { ...RIGHT, 'Content-Encoding': 'rot13' }, body: 'x' }, 415],
      ['bearer', { headers: { ...RIGHT, 'Content-Type': 'text/plain; charset=klingon' }, body: 'x' }, 415],
      ['bearer', { method: 'options' }, 204],
      ['small', { body: 'too long' }, 413],
      ['closed', {}, 403],
      ['get', {}, 405],
      ['get', { method: 'head' }, 200],
      [
        'get',
        { method: 'options', headers: { Origin: 'https://a.example', 'Access-Control-Request-Method': 'GET' } },
        204,
      ],
      ['unset', {}, 503],
      ['meta', { method: 'get', path: 'meta?hub.mode=subscribe&hub.verify_token=v&hub.challenge=1' }, 200],
      ['nobody', { path: 'nobody' }, 404],
      ['nobody', { path: '' }, 404],
    ])('%s %j: %d', async (name, sent, status) => {
      const key = keys.get(name) ?? name;
      const response = await send(key, { ...sent, path: (sent.path ?? key).replace(/^meta/, key) });
      expect(response.status).toBe(status);
      expect(response.headers['x-webhook-delivery']).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-/);
      if (status < 400) return;
      expect(Object.keys(response.body)).toEqual(['errors']);
      expect(response.body.errors.map(Object.keys)).toEqual([['code', 'message']]);
    });
  });

  it.each<[string, string, WebhookConfig, string | undefined]>([
    ['basic', 'www-authenticate', { verification: { type: 'basic', username: 'u', password: 'p' } }, 'Basic'],
    ['bearer', 'www-authenticate', BEARER, 'Bearer'],
    ['header', 'www-authenticate', { verification: { type: 'header', name: 'x-t', tokens: ['t'] } }, undefined],
    ['a missing variable', 'retry-after', { verification: { type: 'bearer', tokens: ['{{$env.GONE}}'] } }, '60'],
  ])('%s: a refusal and its %s', async (_name, header, config, value) => {
    const { headers } = await send((await create(config)).key, {});
    expect((headers as Record<string, string | undefined>)[header]?.split(' ', 1)[0]).toBe(value);
  });

  describe('the URL', () => {
    beforeAll(() => create({ path: 'contract-one' }));

    it.each([
      ['with a trailing slash', 'contract-one/', 200],
      ['percent-encoded', 'contract-%6Fne', 200],
      ['in another case', 'contract-ONE', 404],
      ['with more behind it', 'contract-one/two', 404],
    ])('%s', async (_name, path, status) => {
      expect((await send('', { path })).status).toBe(status);
    });
  });

  it('gives the workflow path parameters decoded, and the rest of the path', async () => {
    const workflow = await create({ path: 'contract/:id/*more' }, { sync: true });
    await send('', { path: 'contract/a%20b/c/d' });
    const [{ context }] = await test.executions(workflow);
    expect(context.params).toEqual({ id: 'a b', more: 'c/d' });
  });

  it('keeps the checked credential from the workflow, in the query too', async () => {
    const workflow = await create({ verification: { type: 'query', name: 't', tokens: ['right'] } }, { sync: true });
    await send(workflow.key, { path: `${workflow.key}?t=right&a[b][0]=1` });
    const [{ context }] = await test.executions(workflow);
    expect(context.query).toEqual({ a: { b: ['1'] } });
  });

  it('gives the raw body only where it is wanted', async () => {
    const workflow = await create({ rawBody: true }, { sync: true });
    await send(workflow.key, { headers: JSON_TYPE, body: '{ }' });
    const [{ context }] = await test.executions(workflow);
    expect(context.delivery.rawBody).toBe(Buffer.from('{ }').toString('base64'));
  });

  it('a call without a key is never a duplicate', async () => {
    const workflow = await create({ deduplication: { source: 'header', key: 'x-id' } }, { sync: true });
    const again = { headers: { 'X-Id': '' } };
    await send(workflow.key, again);
    await send(workflow.key, again);
    expect(await test.executions(workflow)).toHaveLength(2);
  });

  it('a duplicate has an id of its own', async () => {
    const { key } = await create({ deduplication: { source: 'query', key: 'id' } });
    const [first, second] = [await send(key, { path: `${key}?id=1` }), await send(key, { path: `${key}?id=1` })];
    expect([second.text, second.headers['x-webhook-duplicate']]).toEqual([first.text, 'true']);
    expect(second.headers['x-webhook-delivery']).not.toBe(first.headers['x-webhook-delivery']);
  });
});
