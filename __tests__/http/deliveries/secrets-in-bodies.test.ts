import supertest from 'supertest';
import { settledDeliveriesOf } from '../../helpers/deliveries';
import { startApp, type TestApp } from '../../helpers/start-app';

const STATE = 'only "ours" knows';

describe('a secret of the endpoint in a body', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp();
  });
  afterAll(() => test.stop());

  it('is not shown, and is still what the workflow and a replay get', async () => {
    const verification = {
      type: 'signature' as const,
      scheme: 'msgraph',
      secrets: [],
      options: { clientState: STATE },
    };
    const workflow = await test.createWorkflow({ enabled: true, config: { verification } });
    const notification = { clientState: STATE, changeType: 'created', subscriptionId: '1' };
    const { status, headers } = await supertest(test.server)
      .post(`/api/webhooks/${workflow.key}`)
      .send({ value: [notification] });
    expect(status).toBe(200);
    await settledDeliveriesOf(test, workflow);
    const id = headers['x-webhook-delivery'];
    const workflows = test.app.db.getRepository('workflows');
    await workflows.update({ filterByTk: workflow.id, values: { enabled: false } });
    const off = await supertest(test.server).get('/api/webhookDeliveries:get').query({ filterByTk: id });
    expect(Buffer.from(off.body.data.body.content, 'base64').toString()).not.toContain('knows');
    await workflows.update({ filterByTk: workflow.id, values: { enabled: true } });
    const get = await supertest(test.server).get('/api/webhookDeliveries:get').query({ filterByTk: id });
    const shown = Buffer.from(get.body.data.body.content, 'base64').toString();
    expect(JSON.parse(shown)).toEqual({ value: [{ ...notification, clientState: '[redacted]' }] });
    const exported = await supertest(test.server).get('/api/webhookDeliveries:export?format=json').buffer();
    const rows = JSON.parse(exported.text) as { id: string; body: { content: string } }[];
    const body = rows.find((row) => row.id === id)?.body.content ?? '';
    expect(Buffer.from(body, 'base64').toString()).toBe(shown);
    expect((await supertest(test.server).post(`/api/webhookDeliveries:replay?filterByTk=${id}`).send({})).status).toBe(
      200,
    );
    const executions = await test.until(async () => {
      const found = await test.executions(workflow);
      return found.length === 2 && found;
    });
    for (const { context } of executions) expect(context.data).toEqual({ value: [notification] });
  });
});
