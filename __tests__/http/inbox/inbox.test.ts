import { createHash } from 'node:crypto';
import supertest from 'supertest';
import type { WorkflowModel } from '@nocobase/plugin-workflow';
import type { WebhookConfig } from '../../../src/common/WebhookConfig';
import { deliveriesOf, settledDeliveriesOf } from '../../helpers/deliveries';
import { startApp, type TestApp } from '../../helpers/start-app';

describe('each call to an endpoint is a row', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp();
  });
  afterAll(() => test.stop());

  const api = () => supertest(test.server);
  const create = (config: WebhookConfig = {}, values = {}) => test.createWorkflow({ enabled: true, config, ...values });
  const url = ({ key }: WorkflowModel) => `/api/webhooks/${key}`;

  it('says what arrived, from where, and what was answered', async () => {
    const workflow = await create({ response: { status: 202, body: { taken: true } } }, { title: 'Orders' });
    const response = await api()
      .post(`${url(workflow)}?a=1&a=2&b=3`)
      .set('X-Event', 'paid')
      .send({ n: 1 });
    const [row] = await settledDeliveriesOf(test, workflow);
    expect(row).toMatchObject({
      id: response.headers['x-webhook-delivery'],
      state: 'dispatched',
      code: null,
      workflowKey: workflow.key,
      workflowTitle: 'Orders',
      method: 'POST',
      path: `/${workflow.key}`,
      query: { a: ['1', '2'], b: '3' },
      search: 'a=1&a=2&b=3',
      contentType: 'application/json',
      status: 202,
      bodyDigest: createHash('sha256').update('{"n":1}').digest('hex'),
      duplicates: 0,
      occurrences: 1,
      attempts: 0,
      claimedBy: null,
      context: null,
      answer: { status: 202, body: '{"taken":true}' },
      headers: { 'x-event': 'paid' },
    });
    expect(Number(row.bodySize)).toBe(7);
    expect(String(row.rawBody)).toBe('{"n":1}');
    expect(row.duration).toEqual(expect.any(Number));
    expect(row.verification).toEqual(
      ['source', 'body', 'verification', 'rate', 'parsing'].map((step) => ({ step, ok: true })),
    );
  });

  it('orders ids by arrival', async () => {
    const workflow = await create();
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1) ids.push((await api().post(url(workflow))).headers['x-webhook-delivery']);
    expect(ids).toEqual([...ids].sort());
    expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
  });

  const refusals: [string, WebhookConfig, (path: string) => supertest.Test, number, string, string, string][] = [
    ['method', {}, (path) => api().get(path), 405, 'method_not_allowed', 'GET on an endpoint for POST', 'method'],
    [
      'source',
      { allowlist: ['192.0.2.1'] },
      (path) => api().post(path),
      403,
      'source_not_allowed',
      'source ',
      'source',
    ],
    ['size', { maxBodySize: 3 }, (path) => api().post(path).send('four'), 413, 'body_too_large', 'over', 'body'],
    [
      'verification',
      { verification: { type: 'bearer', tokens: ['right'] } },
      (path) => api().post(path).set('Authorization', 'Bearer w-r-o-n-g'),
      401,
      'unauthenticated',
      '',
      'verification',
    ],
    ['parsing', {}, (path) => api().post(path).type('json').send('{"a":'), 400, 'malformed_body', '', 'parsing'],
  ];
  it.each(refusals)('also of a call that is refused: %s', async (_name, config, call, status, code, reason, step) => {
    const workflow = await create(config);
    const response = await call(url(workflow));
    expect(response.status).toBe(status);
    const [row] = await test.until(async () => {
      const rows = await deliveriesOf(test, workflow);
      return rows.length > 0 && rows;
    });
    expect(row).toMatchObject({ id: response.headers['x-webhook-delivery'], state: 'refused', code, status });
    expect(row.reason).toContain(reason);
    expect(row.verification).toContainEqual(expect.objectContaining({ step, ok: false }));
    expect(JSON.stringify(row)).not.toContain('w-r-o-n-g');
    expect(await test.executions(workflow)).toEqual([]);
  });

  it('also of calls that are too many', async () => {
    const workflow = await create({ rateLimit: { requests: 1, seconds: 60 } });
    const answers = [];
    for (let n = 0; n < 3; n += 1) answers.push(await api().post(url(workflow)));
    expect(answers.map(({ status }) => status)).toEqual([200, 429, 429]);
    expect(Number(answers[1].headers['retry-after'])).toBeGreaterThan(50);
    const rows = await test.until(async () => {
      const found = await deliveriesOf(test, workflow);
      return found.filter(({ state }) => state === 'refused').length === 2 && found;
    });
    expect(rows[1]).toMatchObject({ code: 'rate_limited', status: 429, bodySize: 0 });
    expect(rows[1].verification).toContainEqual({ step: 'rate', ok: false, detail: 'rate limit' });
    await settledDeliveriesOf(test, workflow);
    expect(await test.executions(workflow)).toHaveLength(1);
  });

  it('leaves no row of a call to nothing', async () => {
    const before = await test.app.db.getRepository('webhookDeliveries').count();
    expect((await api().post('/api/webhooks/not/there')).status).toBe(404);
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(await test.app.db.getRepository('webhookDeliveries').count()).toBe(before);
  });

  it('keeps credentials out', async () => {
    const workflow = await create({ verification: { type: 'query', name: 'pass', tokens: ['s3cret-1'] } });
    await api()
      .post(`${url(workflow)}?pass=s3cret-1&access_token=s3cret-2&x=1&code=s3cret-6&sig=s3cret-7`)
      .set({
        Cookie: 's3cret-3',
        'X-Api-Key': 's3cret-4',
        'X-Functions-Key': 's3cret-8',
        Authorization: 's3cret-5',
        'X-Kept': 'kept',
      })
      .send({});
    const [row] = await settledDeliveriesOf(test, workflow);
    expect(JSON.stringify(row)).not.toContain('s3cret');
    expect(row.query).toEqual({
      pass: '[redacted]',
      access_token: '[redacted]',
      x: '1',
      code: '[redacted]',
      sig: '[redacted]',
    });
    expect(row.headers).toMatchObject({ cookie: '[redacted]', 'x-api-key': '[redacted]', 'x-kept': 'kept' });
  });

  it.each([
    ['U+0000 and broken UTF-8 in the query', '?a=%00&b=%ff&%00=c', {}],
    ['names of built-ins', '?__proto__=a&constructor=b', { constructor: 'c' }],
    ['Latin-1 in a header', '', { 'X-Text': '\u00e9\u00ff' }],
    ['very long values', `?a=${'x'.repeat(3000)}`, { 'Content-Type': `text/plain; x=${'y'.repeat(2000)}` }],
  ])('takes whatever a sender writes: %s', async (_name, search, headers) => {
    const workflow = await create();
    const response = await api()
      .post(`${url(workflow)}${search}`)
      .set(headers)
      .send('text');
    expect(response.status).toBe(200);
    expect(await settledDeliveriesOf(test, workflow)).toHaveLength(1);
  });

  it('samples a flood of refusals, and counts all of them', async () => {
    const workflow = await create({ verification: { type: 'bearer', tokens: ['right'] } });
    const calls = 60;
    await Promise.all(Array.from({ length: calls }, () => api().post(url(workflow))));
    const rows = await test.until(async () => {
      const found = await deliveriesOf(test, workflow);
      return found.reduce((sum, { occurrences }) => sum + occurrences, 0) === calls && found;
    });
    // A minute may have ended in between.
    expect(rows.length).toBeGreaterThanOrEqual(10);
    expect(rows.length).toBeLessThanOrEqual(20);
  });

  it('keeps a mebibyte of the bodies of refusals in an hour, so that a flood of large ones cannot fill the database', async () => {
    const workflow = await create({ verification: { type: 'bearer', tokens: ['right'] } });
    const body = 'x'.repeat(200_000);
    for (let call = 0; call < 8; call += 1) await api().post(url(workflow)).type('text').send(body).expect(401);
    const rows = await test.until(async () => {
      const found = await deliveriesOf(test, workflow);
      return found.length === 8 && found;
    });
    expect(rows.map(({ bodySize }) => Number(bodySize))).toEqual(Array(8).fill(body.length));
    // An hour may have ended in between.
    const kept = rows.filter(({ rawBody }) => rawBody).length;
    expect([5, 6, 7]).toContain(kept);
  });
});
