import { createHmac } from 'node:crypto';
import Stripe from 'stripe';
import supertest from 'supertest';
import type { WorkflowModel } from '@nocobase/plugin-workflow';
import type { WebhookConfig } from '../../../src/common/WebhookConfig';
import { deliveriesOf, settledDeliveriesOf } from '../../helpers/deliveries';
import { startApp, type TestApp } from '../../helpers/start-app';

const BY_HEADER: WebhookConfig = { deduplication: { source: 'header', key: 'X-Id' } };

describe('a delivery that comes again does not run again', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp();
  });
  afterAll(() => test.stop());

  const api = () => supertest(test.server);
  const create = (config: WebhookConfig = BY_HEADER, values = {}) =>
    test.createWorkflow({ enabled: true, config, ...values });
  const send = ({ key }: WorkflowModel, id: string | undefined, body: object = {}) =>
    api()
      .post(`/api/webhooks/${key}`)
      .set(id === undefined ? {} : { 'X-Id': id })
      .send(body);
  const runs = async (workflow: WorkflowModel) => {
    await settledDeliveriesOf(test, workflow);
    return (await test.executions(workflow)).length;
  };

  it('gives a duplicate the first answer and counts it', async () => {
    const workflow = await create({ ...BY_HEADER, response: { status: 202, body: { taken: 1 } } });
    const first = await send(workflow, 'a');
    const second = await send(workflow, 'a');
    expect([first.status, first.body, first.headers['x-webhook-duplicate']]).toEqual([202, { taken: 1 }, undefined]);
    expect([second.status, second.body, second.headers['x-webhook-duplicate']]).toEqual([202, { taken: 1 }, 'true']);
    expect(second.headers['x-webhook-delivery']).not.toBe(first.headers['x-webhook-delivery']);
    const rows = await test.until(async () => {
      const found = await deliveriesOf(test, workflow);
      return found.length === 2 && found[0].duplicates === 1 && found;
    });
    expect(rows[1]).toMatchObject({ state: 'duplicate', duplicateOf: rows[0].id, idempotencyKey: 'a', status: 202 });
    expect(await runs(workflow)).toBe(1);
  });

  it('knows an event of Mailgun by its id, and lets a signed token bring one event only', async () => {
    const workflow = await create({ verification: { type: 'signature', scheme: 'mailgun', secrets: ['key'] } });
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signed = (token: string) => ({
      timestamp,
      token,
      signature: createHmac('sha256', 'key').update(`${timestamp}${token}`).digest('hex'),
    });
    const event = (token: string, id: string) =>
      send(workflow, undefined, { signature: signed(token), 'event-data': { id } });
    const mail = (token: string, subject: string) =>
      api()
        .post(`/api/webhooks/${workflow.key}`)
        .type('form')
        .send({ ...signed(token), subject });
    const answers = [
      await event('a', 'one'),
      await event('a', 'one'),
      // Mailgun signs each try anew.
      await event('b', 'one'),
      await event('a', 'forged'),
      await event('c', 'two'),
      await mail('d', 'hello'),
      await mail('d', 'hello'),
      await mail('a', 'forged'),
    ];
    expect(answers.map(({ status, headers }) => [status, headers['x-webhook-duplicate']])).toEqual([
      [200, undefined],
      [200, 'true'],
      [200, 'true'],
      [401, undefined],
      [200, undefined],
      [200, undefined],
      [200, 'true'],
      [401, undefined],
    ]);
    expect(await runs(workflow)).toBe(3);
  });

  it.each([
    'application/x-www-form-urlencoded',
    'text/plain',
    'application/octet-stream',
    'text/xml',
    'multipart/form-data; boundary=x',
  ])('finds the id whatever the content type says, as nobody signs it: %s', async (type) => {
    const secret = 'whsec_test';
    const verification = { type: 'signature' as const, scheme: 'stripe', secrets: [secret] };
    const workflow = await create({ verification });
    const body = JSON.stringify({ id: 'evt_1', type: 'charge.succeeded', data: { object: { amount: 100 } } });
    const header = new Stripe('sk_test_x').webhooks.generateTestHeaderString({ payload: body, secret });
    const post = (contentType: string) =>
      api()
        .post(`/api/webhooks/${workflow.key}`)
        .set({ 'Stripe-Signature': header, 'Content-Type': contentType })
        .send(body);
    expect((await post('application/json')).headers['x-webhook-duplicate']).toBeUndefined();
    const { status, headers } = await post(type);
    expect(status === 400 || headers['x-webhook-duplicate'] === 'true').toBe(true);
    expect(await runs(workflow)).toBe(1);
  });

  it('finds the id of a form that is called a text, where every body is read as a form', async () => {
    const workflow = await create({ format: 'form', deduplication: { source: 'body', key: 'MessageSid' } });
    const post = (type: string) =>
      api().post(`/api/webhooks/${workflow.key}`).type(type).send('MessageSid=SM1&Body=hello');
    await post('application/x-www-form-urlencoded');
    expect((await post('text/plain')).headers['x-webhook-duplicate']).toBe('true');
  });

  it('lets one of many simultaneous copies in', async () => {
    const workflow = await create();
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(workflow, 'same')));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect(answers.filter(({ headers }) => !headers['x-webhook-duplicate'])).toHaveLength(1);
    expect(await runs(workflow)).toBe(1);
  });

  it.each<[string, WebhookConfig['deduplication'], object, object, number]>([
    ['another value', { source: 'body', key: 'event.id' }, { event: { id: 1 } }, { event: { id: 2 } }, 2],
    ['the same number', { source: 'body', key: 'event.id' }, { event: { id: 1 } }, { event: { id: 1 }, x: 1 }, 1],
    ['no key in two equal bodies', { source: 'body', key: 'event.id' }, { a: 1 }, { a: 1 }, 2],
    ['an empty key', { source: 'body', key: 'id' }, { id: '' }, { id: '' }, 2],
  ])('%s', async (_name, deduplication, one, other, expected) => {
    const workflow = await create({ deduplication });
    await send(workflow, undefined, one);
    await send(workflow, undefined, other);
    expect(await runs(workflow)).toBe(expected);
  });

  it('takes the id that a provider sends', async () => {
    const workflow = await create({ verification: { type: 'none' } });
    await send(workflow, 'x');
    await send(workflow, 'x');
    expect(await runs(workflow)).toBe(2);
  });

  it('keeps endpoints apart', async () => {
    const [one, other] = [await create(), await create()];
    await send(one, 'shared');
    await send(other, 'shared');
    expect([await runs(one), await runs(other)]).toEqual([1, 1]);
  });

  it('does not count what was refused', async () => {
    const workflow = await create({ ...BY_HEADER, verification: { type: 'bearer', tokens: ['t'] } });
    expect((await send(workflow, 'a')).status).toBe(401);
    expect((await send(workflow, 'a').set('Authorization', 'Bearer t')).headers['x-webhook-duplicate']).toBeUndefined();
    expect(await runs(workflow)).toBe(1);
  });

  it('forgets when the time is over', async () => {
    const workflow = await create({ deduplication: { source: 'header', key: 'X-Id', seconds: 3600 } });
    await send(workflow, 'a');
    await settledDeliveriesOf(test, workflow);
    await test.app.db
      .getModel('webhookDeliveries')
      .update({ dedupUntil: new Date(Date.now() - 1) }, { where: { workflowKey: workflow.key } });
    const answers = await Promise.all(Array.from({ length: 5 }, () => send(workflow, 'a')));
    expect(answers.filter(({ headers }) => !headers['x-webhook-duplicate'])).toHaveLength(1);
    expect(await runs(workflow)).toBe(2);
  });

  describe('of a synchronous workflow', () => {
    const slow = async (duration: number, config: WebhookConfig = BY_HEADER) => {
      const workflow = await create(config, { sync: true });
      await workflow.createNode({ type: 'slow', config: { duration } });
      return workflow;
    };
    beforeAll(() => {
      test.engine.registerInstruction('slow', {
        run: async ({ id, config }: { id: number; config: { duration: number; status?: number } }) => {
          await new Promise((resolve) => setTimeout(resolve, config.duration));
          return { status: config.status ?? 1, nodeId: id };
        },
      });
    });

    it('repeats the reply of the run', async () => {
      const workflow = await slow(1, { ...BY_HEADER, response: { status: 201, body: { got: '{{$context.data.n}}' } } });
      const first = await send(workflow, 'a', { n: 5 });
      const second = await send(workflow, 'a', { n: 5 });
      expect([first.status, first.body]).toEqual([201, { got: 5 }]);
      expect([second.status, second.body, second.headers['x-webhook-duplicate']]).toEqual([201, { got: 5 }, 'true']);
      const [row] = await deliveriesOf(test, workflow);
      expect(row).toMatchObject({ state: 'dispatched', status: 201, context: null });
      expect(row.executionId).not.toBeNull();
    });

    it('tells a copy to wait while the first is running', async () => {
      const workflow = await slow(800);
      const [first, second] = await Promise.all([
        send(workflow, 'a'),
        new Promise((resolve) => setTimeout(resolve, 300)).then(() => send(workflow, 'a')),
      ]);
      expect(first.status).toBe(200);
      expect(second.body.errors[0].code).toBe('in_progress');
      expect([second.status, second.headers['retry-after']]).toEqual([409, '5']);
      expect(await runs(workflow)).toBe(1);
    });

    it('gives the reply of a run that ended after its time', async () => {
      const workflow = await slow(600, { ...BY_HEADER, timeout: 200, response: { status: 201, body: 'late' } });
      expect((await send(workflow, 'a')).status).toBe(504);
      const [row] = await settledDeliveriesOf(test, workflow);
      expect(row).toMatchObject({ state: 'dispatched', status: 504, answer: { status: 201, body: 'late' } });
      const again = await send(workflow, 'a');
      expect([again.status, again.text, again.headers['x-webhook-duplicate']]).toEqual([201, 'late', 'true']);
    });

    it('repeats the failure of a run, as it may have done half of its work', async () => {
      const workflow = await create(BY_HEADER, { sync: true });
      await workflow.createNode({ type: 'slow', config: { duration: 1, status: -1 } });
      expect((await send(workflow, 'a')).status).toBe(500);
      expect((await send(workflow, 'a')).headers['x-webhook-duplicate']).toBe('true');
      const [row] = await settledDeliveriesOf(test, workflow);
      expect(row).toMatchObject({ state: 'failed', code: 'workflow_failed', status: 500 });
      expect(await runs(workflow)).toBe(1);
    });
  });

  it.each([
    [{ source: 'cookie', key: 'a' }, 'deduplication.source'],
    [{ source: 'header', key: 'not a header' }, 'deduplication.key'],
    [{ source: 'body' }, 'deduplication.key'],
    [{ source: 'body', key: 'id', seconds: 0 }, 'deduplication.seconds'],
    [{ source: 'body', key: 'id', seconds: 2_592_001 }, 'deduplication.seconds'],
  ])('refuses the configuration %j', async (deduplication, field) => {
    const response = await api()
      .post('/api/workflows:create')
      .send({ title: 'Bad', type: 'webhook', enabled: true, config: { deduplication } });
    expect(response.status).toBe(400);
    expect(response.body.errors[0].message).toContain(field);
  });
});
