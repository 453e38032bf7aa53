import { createHmac } from 'node:crypto';
import supertest from 'supertest';
import type { WorkflowModel } from '@nocobase/plugin-workflow';
import type { WebhookConfig } from '../../../src/common/WebhookConfig';
import { deliveriesOf, settledDeliveriesOf } from '../../helpers/deliveries';
import { startApp, type TestApp } from '../../helpers/start-app';

const BY_HEADER: WebhookConfig = { deduplication: { source: 'header', key: 'X-Id' } };
const SLACK: WebhookConfig = { verification: { type: 'signature', scheme: 'slack', secrets: ['s3cret'] } };
const hmac = (content: string) => createHmac('sha256', 's3cret').update(content).digest('hex');

describe('a copy of a delivery', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp();
  });
  afterAll(() => test.stop());

  const create = (config: WebhookConfig, values = {}) => test.createWorkflow({ enabled: true, config, ...values });
  const post = ({ key }: WorkflowModel, body: string | object, headers: Record<string, string> = {}) =>
    supertest(test.server)
      .post(`/api/webhooks/${key}`)
      .set({ 'Content-Type': 'application/json', ...headers })
      .send(body);
  const runs = async (workflow: WorkflowModel) => {
    await settledDeliveriesOf(test, workflow);
    return (await test.executions(workflow)).length;
  };
  const lastRow = (workflow: WorkflowModel, count: number) =>
    test.until(async () => {
      const rows = await deliveriesOf(test, workflow);
      return rows.length === count && rows[count - 1];
    });

  describe('with the same key and other content', () => {
    it('is not run, and hears the configured response', async () => {
      const workflow = await create({
        ...BY_HEADER,
        response: { status: 202, body: '{{$context.data.who}}', type: 'text' },
      });
      const first = await post(workflow, { who: 'Ann' }, { 'X-Id': '1' });
      const other = await post(workflow, { who: 'Bob' }, { 'X-Id': '1' });
      expect([first.text, other.status, other.text]).toEqual(['Ann', 202, 'Bob']);
      expect(other.headers['x-webhook-duplicate']).toBe('true');
      expect(await lastRow(workflow, 2)).toMatchObject({
        state: 'duplicate',
        code: 'conflict',
        reason: 'the first delivery with this id has other content',
        status: 202,
      });
      expect(await runs(workflow)).toBe(1);
    });

    it('hears 409 where a run makes the response', async () => {
      const workflow = await create(BY_HEADER, { sync: true });
      expect((await post(workflow, { who: 'Ann' }, { 'X-Id': '1' })).status).toBe(200);
      const other = await post(workflow, { who: 'Bob' }, { 'X-Id': '1' });
      expect([other.status, other.body.errors[0].code]).toEqual([409, 'conflict']);
      expect([other.headers['retry-after'], other.headers['x-webhook-duplicate']]).toEqual([undefined, 'true']);
      expect(await lastRow(workflow, 2)).toMatchObject({ state: 'duplicate', code: 'conflict', status: 409 });
      expect(await runs(workflow)).toBe(1);
    });

    it('is the same whatever the order of its members and its white space', async () => {
      const workflow = await create(BY_HEADER, { sync: true });
      expect((await post(workflow, '{"a":1,"b":[2]}', { 'X-Id': '1' })).status).toBe(200);
      expect((await post(workflow, '{ "b": [2], "a": 1 }', { 'X-Id': '1' })).status).toBe(200);
      expect(await runs(workflow)).toBe(1);
    });

    it('differs by the bytes of its files', async () => {
      const workflow = await create(BY_HEADER, { sync: true });
      const send = (bytes: string, boundary: string) =>
        post(
          workflow,
          `--${boundary}\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\n${bytes}\r\n--${boundary}--`,
          { 'X-Id': '1', 'Content-Type': `multipart/form-data; boundary=${boundary}` },
        );
      expect((await send('1', 'one')).status).toBe(200);
      expect((await send('1', 'other')).status).toBe(200);
      expect((await send('2', 'one')).status).toBe(409);
    });
  });

  describe('of a captured request', () => {
    const time = String(Math.floor(Date.now() / 1000));
    const captured = (body: string) => ({
      'X-Slack-Request-Timestamp': time,
      'X-Slack-Signature': `v0=${hmac(`v0:${time}:${body}`)}`,
    });

    it('runs once, under whatever id and type it comes', async () => {
      const workflow = await create({ ...SLACK, deduplication: { source: 'header', key: 'X-Id' } });
      const body = '{"type":"event_callback"}';
      for (const [id, type] of [
        ['1', 'application/json'],
        ['2', 'application/json'],
        ['3', 'application/x-www-form-urlencoded'],
        ['4', 'text/plain; charset=utf-16le'],
      ]) {
        const { status, headers } = await post(workflow, body, { ...captured(body), 'X-Id': id, 'Content-Type': type });
        expect([status, headers['x-webhook-duplicate']]).toEqual([200, id === '1' ? undefined : 'true']);
      }
      expect(await runs(workflow)).toBe(1);
    });

    it('runs as often as the endpoint wants', async () => {
      const workflow = await create({ ...SLACK, replayProtection: false });
      const body = '{"type":"other"}';
      for (let round = 0; round < 2; round += 1) expect((await post(workflow, body, captured(body))).status).toBe(200);
      expect(await runs(workflow)).toBe(2);
    });

    it('of a scheme without a time runs once where the endpoint is protected', async () => {
      const github: WebhookConfig = { verification: { type: 'signature', scheme: 'github', secrets: ['s3cret'] } };
      const [open, guarded] = [await create(github), await create({ ...github, replayProtection: { seconds: 60 } })];
      const send = (workflow: WorkflowModel, id: string) =>
        post(workflow, '{"a":1}', { 'X-Hub-Signature-256': `sha256=${hmac('{"a":1}')}`, 'X-GitHub-Delivery': id });
      for (const workflow of [open, guarded]) {
        for (const id of ['one', 'other']) expect((await send(workflow, id)).status).toBe(200);
      }
      expect([await runs(open), await runs(guarded)]).toEqual([2, 1]);
    });

    it('of Mailgun starts one event for each token, also when the endpoint has been saved since', async () => {
      const workflow = await create({ verification: { type: 'signature', scheme: 'mailgun', secrets: ['s3cret'] } });
      const signature = { timestamp: time, token: 't0ken', signature: hmac(`${time}t0ken`) };
      const event = (id: string) => post(workflow, { signature, 'event-data': { id } });
      expect((await event('1')).status).toBe(200);
      await test.app.db.getRepository('workflows').update({ filterByTk: workflow.id, values: { title: 'Saved' } });
      const other = await event('2');
      expect([other.status, other.headers['x-webhook-duplicate']]).toEqual([200, 'true']);
      expect(await lastRow(workflow, 2)).toMatchObject({ state: 'duplicate', code: 'conflict' });
      expect(await runs(workflow)).toBe(1);
    });

    it('at the same moment runs once', async () => {
      const workflow = await create(SLACK);
      const body = '{"type":"at once"}';
      const statuses = await Promise.all(
        Array.from({ length: 12 }, async () => (await post(workflow, body, captured(body))).status),
      );
      expect(new Set(statuses)).toEqual(new Set([200]));
      expect(await runs(workflow)).toBe(1);
    });

    it('is let in again when the first has not begun', async () => {
      const workflow = await create(SLACK, { sync: true });
      const body = '{"type":"again"}';
      const rows = test.app.db.getModel('webhookDeliveries');
      expect((await post(workflow, body, captured(body))).status).toBe(200);
      await rows.update({ proofUntil: new Date(0) }, { where: { workflowKey: workflow.key } });
      const again = await post(workflow, body, captured(body));
      expect([again.status, again.headers['x-webhook-duplicate']]).toEqual([200, undefined]);
      expect(await runs(workflow)).toBe(2);
    });
  });

  it.each([{ seconds: 0 }, { seconds: 31 * 86_400 }, { second: 1 }, true, 'no'])(
    'replayProtection %j is refused',
    async (replayProtection) => {
      await expect(create({ ...SLACK, replayProtection } as never)).rejects.toThrow();
    },
  );
});
