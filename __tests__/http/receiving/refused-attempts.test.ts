import supertest from 'supertest';
import type { WorkflowModel } from '@nocobase/plugin-workflow';
import type { WebhookConfig } from '../../../src/common/WebhookConfig';
import { deliveriesOf, settledDeliveriesOf } from '../../helpers/deliveries';
import { startApp, type TestApp } from '../../helpers/start-app';
import { createTestDatabase, type TestDatabase } from '../../helpers/TestDatabase';

const GENUINE = '198.51.100.1';
const GUESSING = '203.0.113.9';
const LIMIT = 5;
const TOKEN = 'only-for-tests';
const BEARER: WebhookConfig = { verification: { type: 'bearer', tokens: [TOKEN] } };

describe('refused attempts', () => {
  let database: TestDatabase;
  let test: TestApp;
  beforeAll(async () => {
    process.env.WEBHOOK_REFUSED_PER_MINUTE = String(LIMIT);
    database = await createTestDatabase();
    test = await startApp({ database });
  });
  afterAll(async () => {
    delete process.env.WEBHOOK_REFUSED_PER_MINUTE;
    await test.stop();
    await database.drop();
  });
  // A window of a minute must not end within a test.
  beforeEach(async () => {
    const left = 60_000 - (Date.now() % 60_000);
    if (left < 5_000) await new Promise((resolve) => setTimeout(resolve, left));
  });

  const create = (config: WebhookConfig = BEARER) => test.createWorkflow({ enabled: true, config });
  const send = async ({ key }: WorkflowModel, from: string, token?: string, body: string | object = {}) => {
    const request = supertest(test.server).post(`/api/webhooks/${key}`).set('X-Forwarded-For', from);
    if (token) void request.set('Authorization', `Bearer ${token}`);
    return request.send(body as object);
  };
  const guess = async (workflow: WorkflowModel, from: string, count = LIMIT) => {
    for (let one = 0; one < count; one += 1) expect((await send(workflow, from, 'wrong')).status).toBe(401);
  };

  it('stop whoever guesses, before the body is read, and nobody else', async () => {
    const workflow = await create();
    await guess(workflow, GUESSING);
    const stopped = await send(workflow, GUESSING, 'wrong', 'x'.repeat(2 * 1024 * 1024));
    expect([stopped.status, stopped.body.errors[0].code]).toEqual([429, 'rate_limited']);
    expect(Number(stopped.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(stopped.headers['retry-after'])).toBeLessThanOrEqual(60);
    expect((await send(workflow, GENUINE, TOKEN)).status).toBe(200);
    const other = await create();
    expect((await send(other, GUESSING, 'wrong')).status).toBe(401);
    const rows = await test.until(async () => {
      const found = await deliveriesOf(test, workflow);
      return found.some(({ code }) => code === 'rate_limited') && found;
    });
    const row = rows.find(({ code }) => code === 'rate_limited');
    expect(row?.reason).toBe('too many refused attempts from this address');
    expect(row?.verification.map(({ step, ok }) => [step, ok])).toEqual([
      ['source', true],
      ['attempts', false],
    ]);
  });

  it('stop nobody who was verified before', async () => {
    const workflow = await create();
    expect((await send(workflow, GENUINE, TOKEN)).status).toBe(200);
    await guess(workflow, GENUINE, LIMIT + 3);
    expect((await send(workflow, GENUINE, TOKEN)).status).toBe(200);
  });

  it('stop nobody who was verified before a restart', async () => {
    const workflow = await create();
    expect((await send(workflow, GENUINE, TOKEN)).status).toBe(200);
    await settledDeliveriesOf(test, workflow);
    await test.stop();
    test = await startApp({ database });
    await guess(workflow, GENUINE, LIMIT + 3);
    await guess(workflow, GUESSING);
    expect((await send(workflow, GUESSING, 'wrong')).status).toBe(429);
    expect((await send(workflow, GENUINE, TOKEN)).status).toBe(200);
  });

  it('count all addresses of one IPv6 network of 64 bits together', async () => {
    const workflow = await create();
    for (let one = 1; one <= LIMIT; one += 1) await guess(workflow, `2001:db8:1:2::${one}`, 1);
    expect((await send(workflow, '2001:db8:1:2:ffff::1', 'wrong')).status).toBe(429);
    expect((await send(workflow, '2001:db8:1:3::1', 'wrong')).status).toBe(401);
  });

  it('count bodies that are too large before anything is proven', async () => {
    const workflow = await create({ ...BEARER, maxBodySize: 10 });
    for (let one = 0; one < LIMIT; one += 1) {
      expect((await send(workflow, GUESSING, TOKEN, { long: 'x'.repeat(20) })).status).toBe(413);
    }
    expect((await send(workflow, GUESSING, TOKEN)).status).toBe(429);
  });

  it('count no other refusals', async () => {
    const workflow = await create({ ...BEARER, maxBodySize: 10 });
    const { key } = workflow;
    for (let one = 0; one <= LIMIT; one += 1) {
      const put = supertest(test.server).put(`/api/webhooks/${key}`).set('X-Forwarded-For', GUESSING);
      expect((await put.send({})).status).toBe(405);
      const broken = supertest(test.server).post(`/api/webhooks/${key}`).set('X-Forwarded-For', GUESSING);
      const headers = { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json' };
      expect((await broken.set(headers).send('{')).status).toBe(400);
    }
    expect((await send(workflow, GUESSING, 'wrong')).status).toBe(401);
  });

  it.each([
    ['this machine', undefined],
    ['a proxy that is not named', '10.1.2.3'],
  ])('of %s are not limited', async (_name, from) => {
    const workflow = await create();
    for (let one = 0; one < LIMIT + 3; one += 1) {
      const request = supertest(test.server).post(`/api/webhooks/${workflow.key}`);
      if (from) void request.set('X-Forwarded-For', from);
      expect((await request.send({})).status).toBe(401);
    }
  });

  it('are remembered when the endpoint is saved again', async () => {
    const workflow = await create();
    await guess(workflow, GUESSING);
    await test.app.db.getRepository('workflows').update({ filterByTk: workflow.id, values: { title: 'Another' } });
    expect((await send(workflow, GUESSING, 'wrong')).status).toBe(429);
  });

  it('leave the rate limit to requests that are verified', async () => {
    const workflow = await create({ ...BEARER, rateLimit: { requests: 2, seconds: 60 } });
    for (let one = 0; one < 6; one += 1) expect((await send(workflow, `198.51.100.${50 + one}`)).status).toBe(401);
    const statuses = [];
    for (let one = 0; one < 3; one += 1) statuses.push((await send(workflow, GENUINE, TOKEN)).status);
    expect(statuses).toEqual([200, 200, 429]);
  });
});
