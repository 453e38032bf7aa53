import supertest from 'supertest';
import type { WebhookConfig } from '../../../src/common/WebhookConfig';
import { startApp, type TestApp } from '../../helpers/start-app';

const PAGE = 'https://example.com';
const CORS = /^(access-control-.*|vary)$/;

describe('browsers of other origins', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp();
  });
  afterAll(() => test.stop());

  const create = (config: WebhookConfig = {}, values = {}) => test.createWorkflow({ enabled: true, config, ...values });
  const corsOf = (headers: Record<string, string>) =>
    Object.fromEntries(Object.entries(headers).filter(([name]) => CORS.test(name)));
  const preflight = async (key: string, origin: string, method = 'POST', asked = 'content-type, x-token') => {
    const { status, headers, text } = await supertest(test.server)
      .options(`/api/webhooks/${key}`)
      .set({ Origin: origin, 'Access-Control-Request-Method': method, 'Access-Control-Request-Headers': asked });
    expect(text).toBe('');
    return { status, allow: headers.allow, ...corsOf(headers) };
  };
  const vary = 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers';
  const exposed = 'X-Webhook-Delivery, X-Webhook-Duplicate, Retry-After';

  it('are told what they may, before they call, and nothing is started or recorded', async () => {
    const workflow = await create({ methods: ['GET', 'POST'], cors: { origins: [PAGE, 'http://localhost:3000'] } });
    const before = await test.app.db.getRepository('webhookDeliveries').count();
    expect(await preflight(workflow.key, PAGE)).toEqual({
      status: 204,
      allow: 'GET, HEAD, POST',
      vary,
      'access-control-allow-origin': PAGE,
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': 'GET, HEAD, POST',
      'access-control-allow-headers': 'content-type, x-token',
      'access-control-max-age': '600',
    });
    expect(await test.app.db.getRepository('webhookDeliveries').count()).toBe(before);
    expect(await test.executions(workflow)).toEqual([]);
  });

  it('any of them, without credentials, where a star is configured', async () => {
    const { key } = await create({ cors: { origins: ['*'] } });
    expect(await preflight(key, 'null', 'POST', '')).toEqual({
      status: 204,
      allow: 'POST',
      vary,
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'POST',
      'access-control-max-age': '600',
    });
  });

  it.each([
    'https://example.com.evil.example',
    'http://example.com',
    'https://EXAMPLE.com',
    'https://example.com:444',
    'null',
  ])('are told nothing when they come from %s', async (origin) => {
    const { key } = await create({ cors: { origins: [PAGE] } });
    expect(await preflight(key, origin)).toEqual({ status: 204, allow: 'POST', vary });
    const { headers } = await supertest(test.server).post(`/api/webhooks/${key}`).set('Origin', origin);
    expect(corsOf(headers)).toEqual({ vary: 'Origin' });
  });

  it('get no header out of what they ask for', async () => {
    const { key } = await create({ cors: { origins: ['*'] } });
    const { 'access-control-allow-headers': allowed } = (await preflight(
      key,
      PAGE,
      'POST',
      'x-a, x b, <x>, ,x-c',
    )) as Record<string, unknown>;
    expect(allowed).toBe('x-a, x-c');
  });

  it('are not answered at all where nothing is configured', async () => {
    const { key } = await create();
    expect(await preflight(key, PAGE)).toEqual({ status: 204, allow: 'POST' });
    const { headers } = await supertest(test.server).post(`/api/webhooks/${key}`).set('Origin', PAGE);
    expect(corsOf(headers)).toEqual({});
  });

  it('ask for one of two endpoints that share a path', async () => {
    await create({ path: 'shared', methods: ['GET'], cors: { origins: ['https://get.example'] } });
    await create({ path: 'shared', methods: ['POST'], cors: { origins: ['https://post.example'] } });
    expect(await preflight('shared', 'https://post.example', 'POST')).toMatchObject({
      'access-control-allow-origin': 'https://post.example',
    });
    expect(await preflight('shared', 'https://get.example', 'POST')).not.toHaveProperty('access-control-allow-origin');
  });

  const allowed = {
    'access-control-allow-origin': PAGE,
    'access-control-allow-credentials': 'true',
    'access-control-expose-headers': exposed,
    vary: 'Origin',
  };
  it.each<[string, WebhookConfig, string, number]>([
    ['an answer', {}, '{}', 200],
    ['an answer that fails to be parsed', {}, '{', 400],
    ['one too many', { maxBodySize: 1 }, '{}', 413],
    ['one that is not verified', { verification: { type: 'bearer', tokens: ['x'] } }, '{}', 401],
    ['a wrong source', { allowlist: ['192.0.2.1'] }, '{}', 403],
    ['a wrong method', { methods: ['GET'] }, '{}', 405],
  ])('may read %s', async (_name, config, body, status) => {
    const { key } = await create({ cors: { origins: [PAGE] }, ...config });
    const response = await supertest(test.server)
      .post(`/api/webhooks/${key}`)
      .set({ Origin: PAGE, 'Content-Type': 'application/json' })
      .send(body);
    expect([response.status, corsOf(response.headers)]).toEqual([status, allowed]);
  });

  it('may read the answer of a run', async () => {
    const { key } = await create({ cors: { origins: ['*'] }, response: { body: { a: 1 } } }, { sync: true });
    const response = await supertest(test.server).post(`/api/webhooks/${key}`).set('Origin', PAGE).send({});
    expect(response.body).toEqual({ a: 1 });
    expect(corsOf(response.headers)).toEqual({
      'access-control-allow-origin': '*',
      'access-control-expose-headers': exposed,
    });
  });

  it.each([
    ['cors.origins', { origins: [] }],
    ['cors.origins', {}],
    ['cors.origins.0', { origins: ['example.com'] }],
    ['cors.origins.0', { origins: ['https://example.com/'] }],
    ['cors.origins.0', { origins: ['https://example.com/path'] }],
    ['cors.origins.0', { origins: ['https://*.example.com'] }],
    ['cors.origins.0', { origins: ['https://Example.com'] }],
    ['cors.origins.0', { origins: ['https://example.com:443'] }],
    ['cors.origins.0', { origins: ['null'] }],
    ['cors.origins.0', { origins: ['ftp://example.com'] }],
    ['cors.origins.1', { origins: [PAGE, '*'] }],
    ['cors.origins.1', { origins: [PAGE, PAGE] }],
  ])('are refused when they are saved: %s of %j', async (path, cors) => {
    await expect(create({ cors: cors as WebhookConfig['cors'] })).rejects.toThrow(
      new RegExp(`^${path.replaceAll('.', '\\.')}: \\S`),
    );
  });
});

describe('HTML forms', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp();
  });
  afterAll(() => test.stop());

  const ACCEPT = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
  const create = (config: WebhookConfig, values = {}) => test.createWorkflow({ enabled: true, config, ...values });
  const post = async (key: string, { type = 'application/x-www-form-urlencoded', accept = ACCEPT } = {}) =>
    supertest(test.server)
      .post(`/api/webhooks/${key}`)
      .set({ 'Content-Type': type, Accept: accept })
      .redirects(0)
      .send(
        type.startsWith('multipart') ? '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n' : 'a=1',
      );

  it.each(['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'of %s end on the page',
    async (type) => {
      const { key } = await create({ formResponse: { type: 'page', title: '<b>谢谢</b>', text: 'A & B\n"x"' } });
      const response = await post(key, { type });
      expect([response.status, response.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
      expect(response.text).toContain('<h1>&lt;b&gt;谢谢&lt;/b&gt;</h1><p>A &amp; B\n&quot;x&quot;</p>');
      expect(response.headers).toMatchObject({
        'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'",
        'x-content-type-options': 'nosniff',
      });
    },
  );

  it.each([
    ['https://example.com/谢谢?a=%20', 'https://example.com/%E8%B0%A2%E8%B0%A2?a=%20'],
    ['/thanks', '/thanks'],
  ])('end at %s', async (location, sent) => {
    const { key } = await create({ formResponse: { type: 'redirect', location } });
    const response = await post(key);
    expect([response.status, response.headers.location, response.text]).toEqual([303, sent, '']);
  });

  it.each([
    ['of JSON', { type: 'application/json', accept: ACCEPT }, 400],
    ['that does not want a page', { accept: 'application/json' }, 200],
    ['that wants anything', { accept: '*/*' }, 200],
  ])('leave a call %s alone', async (_name, request, status) => {
    const { key } = await create({ formResponse: { type: 'page' } });
    const response = await post(key, request);
    expect(response.status).toBe(status);
    expect(response.type).not.toBe('text/html');
  });

  it.each([
    [{}, 200, /Thank you/],
    [{ failureResponse: { status: 502, body: 'sorry' } }, 502, /^sorry$/],
  ])('of a synchronous workflow: %j', async (config, status, text) => {
    const workflow = await create(
      { formResponse: { type: 'page' }, response: { body: 'ok' }, ...config },
      { sync: true },
    );
    if (status !== 200) {
      await test.app.db.getRepository('flow_nodes').create({
        values: { workflowId: workflow.id, type: 'end', config: { endStatus: -1 }, key: 'ends' },
      });
    }
    const response = await post(workflow.key);
    expect([response.status, response.text]).toEqual([status, expect.stringMatching(text)]);
  });

  it.each([
    ['formResponse.type', { type: 'song' }],
    ['formResponse.location', { type: 'redirect' }],
    ['formResponse.location', { type: 'redirect', location: 'javascript:1' }],
    ['formResponse.location', { type: 'redirect', location: '//evil.example' }],
    ['formResponse.title', { type: 'page', title: 'x'.repeat(201) }],
  ])('are refused when they are saved: %s of %j', async (path, formResponse) => {
    await expect(create({ formResponse: formResponse as never })).rejects.toThrow(
      new RegExp(`^${path.replaceAll('.', '\\.')}: \\S`),
    );
  });
});
