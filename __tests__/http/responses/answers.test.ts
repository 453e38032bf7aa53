import supertest from 'supertest';
import type { WebhookConfig } from '../../../src/common/WebhookConfig';
import { rawRequest } from '../../helpers/raw-request';
import { startApp, type TestApp } from '../../helpers/start-app';

describe('answers', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp();
  });
  afterAll(() => test.stop());

  const create = async (config: WebhookConfig = {}, values = {}) =>
    (await test.createWorkflow({ enabled: true, config, ...values })).key;
  const refusal = (code: string) => ({ errors: [{ code, message: expect.any(String) }] });

  describe('refusals', () => {
    it('404 for what is no endpoint, in the form of NocoBase', async () => {
      const response = await supertest(test.server).post('/api/webhooks/nothing-here').send({});
      expect(response.status).toBe(404);
      expect(response.body).toEqual(refusal('endpoint_not_found'));
      expect(response.type).toBe('application/json');
    });

    it('404 for a disabled workflow', async () => {
      const { key } = await test.createWorkflow({ enabled: false });
      expect((await supertest(test.server).post(`/api/webhooks/${key}`)).status).toBe(404);
    });

    it('405 with Allow', async () => {
      const key = await create({ methods: ['GET', 'PUT'] });
      const response = await supertest(test.server).post(`/api/webhooks/${key}`).send({});
      expect(response.status).toBe(405);
      expect(response.headers.allow).toBe('GET, HEAD, PUT');
      expect(response.body).toEqual(refusal('method_not_allowed'));
    });

    it('tells the methods to OPTIONS', async () => {
      const response = await supertest(test.server).options(`/api/webhooks/${await create()}`);
      expect([response.status, response.headers.allow]).toEqual([204, 'POST']);
    });

    it.each([
      [{ 'WebHook-Request-Origin': 'eventgrid.azure.net' }, 200, 'eventgrid.azure.net', undefined],
      [{ 'WebHook-Request-Origin': 'a.example', 'WebHook-Request-Rate': '120' }, 200, 'a.example', '*'],
      [{ 'WebHook-Request-Origin': 'a.example, <b>' }, 204, undefined, undefined],
      // Node joins what is sent twice.
      [{ 'WebHook-Request-Origin': 'a.example, b.example' }, 204, undefined, undefined],
      [{ 'WebHook-Request-Rate': '120' }, 204, undefined, undefined],
    ])('agrees to be sent CloudEvents: OPTIONS with %j', async (headers, status, origin, rate) => {
      const key = await create({ verification: { type: 'bearer', tokens: ['right'] } });
      const answer = await supertest(test.server).options(`/api/webhooks/${key}`).set(headers);
      const { 'webhook-allowed-origin': allowed, 'webhook-allowed-rate': allowedRate, allow } = answer.headers;
      expect([answer.status, allow, allowed, allowedRate, answer.text]).toEqual([status, 'POST', origin, rate, '']);
    });

    it.each<[string, Record<string, string>]>([
      ['declared', { 'Content-Length': '11' }],
      ['found while reading', { 'Transfer-Encoding': 'chunked' }],
    ])('413 for a body whose size is %s to be over the limit', async (_name, headers) => {
      const key = await create({ maxBodySize: 10 });
      const response = await raw(
        `POST /api/webhooks/${key}`,
        headers,
        headers['Content-Length'] ? '01234567890' : 'b\r\n01234567890\r\n0\r\n\r\n',
      );
      expect(response).toMatch(/^HTTP\/1.1 413 /);
      expect(response).toMatch(/Connection: close/i);
      expect(response).toContain('body_too_large');
    });

    it('takes a body of just the limit', async () => {
      const key = await create({ maxBodySize: 10 });
      const response = await supertest(test.server).post(`/api/webhooks/${key}`).type('text').send('0123456789');
      expect(response.status).toBe(200);
    });

    it.each([
      ['broken JSON', 'application/json', '{"a"', 400, 'malformed_body'],
      ['an unknown charset', 'text/plain; charset=klingon', 'x', 415, 'unsupported_media_type'],
    ])('refuses %s', async (_name, type, body, status, code) => {
      const response = await supertest(test.server)
        .post(`/api/webhooks/${await create()}`)
        .set('Content-Type', type)
        .send(body);
      expect([response.status, response.body]).toEqual([status, refusal(code)]);
    });

    it('415 for a content encoding that it does not know', async () => {
      const response = await supertest(test.server)
        .post(`/api/webhooks/${await create()}`)
        .set('Content-Encoding', 'x-zip')
        .send('x');
      expect([response.status, response.body]).toEqual([415, refusal('unsupported_media_type')]);
    });

    it('503 with Retry-After when the delivery cannot be stored, and nothing runs', async () => {
      const workflow = await test.createWorkflow({ enabled: true });
      const tables = test.app.db.sequelize.getQueryInterface();
      await tables.renameTable('webhookDeliveries', 'webhookDeliveriesAway');
      try {
        const response = await supertest(test.server).post(`/api/webhooks/${workflow.key}`).send({});
        expect([response.status, response.body]).toEqual([503, refusal('unavailable')]);
        expect(Number(response.headers['retry-after'])).toBeGreaterThan(0);
      } finally {
        await tables.renameTable('webhookDeliveriesAway', 'webhookDeliveries');
      }
      expect(await test.executions(workflow)).toEqual([]);
    });

    it('503 for a configuration that can no longer be compiled, and says why only in the log', async () => {
      const workflow = await test.createWorkflow({ enabled: true });
      workflow.set('config', { response: { status: 9999 } });
      test.engine.triggers.get('webhook').on(workflow);
      const response = await supertest(test.server).post(`/api/webhooks/${workflow.key}`).send({});
      expect([response.status, response.body]).toEqual([503, refusal('unavailable')]);
      expect(response.text).not.toContain('9999');
    });

    it('carries a delivery id on every reply', async () => {
      const response = await supertest(test.server).post('/api/webhooks/nothing-here');
      expect(response.headers['x-webhook-delivery']).toMatch(/^[0-9a-f-]{36}$/);
    });
  });

  describe('the configured response', () => {
    it.each<[string, WebhookConfig['response'], number, string | undefined, string]>([
      ['nothing configured', undefined, 200, 'text/plain; charset=utf-8', 'ok'],
      ['a status', { status: 202 }, 202, 'text/plain; charset=utf-8', 'ok'],
      ['text', { body: '收到' }, 200, 'text/plain; charset=utf-8', '收到'],
      ['JSON', { body: { a: [1, null] } }, 200, 'application/json; charset=utf-8', '{"a":[1,null]}'],
      ['a text left empty', { type: 'text', body: '' }, 200, 'text/plain; charset=utf-8', 'ok'],
      ['no body', { status: 200, body: '' }, 200, undefined, ''],
      ['204', { status: 204 }, 204, undefined, ''],
      [
        'a type of its own',
        { body: '<p>hi</p>', headers: [{ name: 'content-type', value: 'text/html' }] },
        200,
        'text/html',
        '<p>hi</p>',
      ],
      ['markup without a type stays text', { body: '<p>hi</p>' }, 200, 'text/plain; charset=utf-8', '<p>hi</p>'],
    ])('%s', async (_name, config, status, type, text) => {
      const response = await supertest(test.server)
        .post(`/api/webhooks/${await create({ response: config })}`)
        .buffer(true);
      expect([response.status, response.headers['content-type'], response.text]).toEqual([status, type, text]);
    });

    it('sends the headers, also one name twice', async () => {
      const headers = [
        { name: 'X-One', value: '1' },
        { name: 'Link', value: '<a>' },
        { name: 'Link', value: '<b>' },
      ];
      const response = await supertest(test.server).post(`/api/webhooks/${await create({ response: { headers } })}`);
      expect([response.headers['x-one'], response.headers.link]).toEqual(['1', '<a>, <b>']);
    });

    it.each([false, true])('holds what the items of a list have, synchronous: %s', async (sync) => {
      const body = {
        ids: '{{$context.data.items.id}}',
        tags: '{{$context.data.items.tags.name}}',
        first: '{{$context.data.items.0.id}}',
        none: '{{$context.data.empty.id}}',
        length: '{{$context.data.items.length}}',
      };
      const items = [
        { id: 1, tags: [{ name: 'a' }, { name: 'b' }] },
        { id: 2, tags: [{ name: 'c' }] },
      ];
      const response = await supertest(test.server)
        .post(`/api/webhooks/${await create({ response: { body } }, { sync })}`)
        .send({ items, empty: [] });
      expect(response.body).toEqual({ ids: [1, 2], tags: ['a', 'b', 'c'], first: 1, none: [], length: 2 });
    });

    it('answers HEAD like GET, without the body', async () => {
      const key = await create({ methods: ['GET'], response: { status: 203, body: 'hello' } });
      const response = await raw(`HEAD /api/webhooks/${key}`, {}, '');
      expect(response).toMatch(/^HTTP\/1.1 203 /);
      expect(response).toMatch(/Content-Length: 5/i);
      expect(response.endsWith('\r\n\r\n')).toBe(true);
    });
  });

  describe('synchronous workflows', () => {
    const addNode = (workflowId: number, type: string, config: object) =>
      test.app.db
        .getRepository('flow_nodes')
        .create({ values: { workflowId, type, config, key: `node-${workflowId}` } });

    it('renders the body with the run’s variables', async () => {
      const body = { name: '{{$context.data.name}}', id: '{{$context.params.id}}', list: '{{$context.data.list}}' };
      await create({ path: 'sync/:id', response: { status: 201, body } }, { sync: true });
      const response = await supertest(test.server)
        .post('/api/webhooks/sync/7')
        .send({ name: 'Ada', list: [1] });
      expect([response.status, response.body]).toEqual([201, { name: 'Ada', id: '7', list: [1] }]);
    });

    it('has run when it answers', async () => {
      const workflow = await test.createWorkflow({ enabled: true, sync: true });
      const response = await supertest(test.server).post(`/api/webhooks/${workflow.key}`).send({ a: 1 });
      expect([response.status, response.text]).toEqual([200, 'ok']);
      expect(await test.executions(workflow)).toMatchObject([{ status: 1, context: { data: { a: 1 } } }]);
    });

    it('500 for a failed run, whatever is configured', async () => {
      const workflow = await test.createWorkflow({
        enabled: true,
        sync: true,
        config: { response: { status: 201, body: 'fine' } },
      });
      await addNode(workflow.id, 'end', { endStatus: -1 });
      const response = await supertest(test.server).post(`/api/webhooks/${workflow.key}`).send({});
      expect([response.status, response.body]).toEqual([500, refusal('workflow_failed')]);
    });

    it('504 when time is up; the run goes on', async () => {
      test.engine.registerInstruction('slow', {
        run: async () => {
          await new Promise((resolve) => setTimeout(resolve, 400));
          return { status: 1 };
        },
      });
      const workflow = await test.createWorkflow({ enabled: true, sync: true, config: { timeout: 50 } });
      await addNode(workflow.id, 'slow', {});
      const response = await supertest(test.server).post(`/api/webhooks/${workflow.key}`).send({});
      expect([response.status, response.body]).toEqual([504, refusal('timeout')]);
      await test.until(async () => (await test.executions(workflow))[0]?.status === 1);
    });

    it('202 with the delivery for a run that waits for something', async () => {
      test.engine.registerInstruction('wait', { run: () => ({ status: 0 }) });
      const workflow = await test.createWorkflow({ enabled: true, sync: true });
      await addNode(workflow.id, 'wait', {});
      const response = await supertest(test.server).post(`/api/webhooks/${workflow.key}`).send({});
      expect([response.status, response.body]).toEqual([202, { delivery: response.headers['x-webhook-delivery'] }]);
    });
  });

  function raw(line: string, headers: Record<string, string>, body: string): Promise<string> {
    const lines = Object.entries({ Host: 'localhost', ...headers }).map(([name, value]) => `${name}: ${value}`);
    return rawRequest(test.server, [`${line} HTTP/1.1`, ...lines, 'Connection: close', '', body].join('\r\n'));
  }
});
