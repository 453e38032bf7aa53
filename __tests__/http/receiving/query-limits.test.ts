import supertest from 'supertest';
import { settledDeliveriesOf } from '../../helpers/deliveries';
import { startApp, type TestApp } from '../../helpers/start-app';

describe('a query', () => {
  let test: TestApp;
  beforeAll(async () => {
    process.env.WEBHOOK_MAX_PARAMETERS = '3';
    test = await startApp();
    delete process.env.WEBHOOK_MAX_PARAMETERS;
  });
  afterAll(() => test.stop());

  it.each([
    ['a=1&b=2&c=3', 200],
    ['a=1&b=2&c=3&d=4', 400],
  ])('has as many parameters as the server is configured for: %s', async (search, status) => {
    const workflow = await test.createWorkflow({ enabled: true });
    expect((await supertest(test.server).post(`/api/webhooks/${workflow.key}?${search}`)).status).toBe(status);
  });

  it('has no more when it is replayed', async () => {
    const workflow = await test.createWorkflow({ enabled: true });
    await supertest(test.server).post(`/api/webhooks/${workflow.key}?a=1`);
    const [{ id }] = await settledDeliveriesOf(test, workflow);
    await test.app.db.getModel('webhookDeliveries').update({ search: 'a=1&b=2&c=3&d=4' }, { where: { id } as never });
    const response = await supertest(test.server).post(`/api/webhookDeliveries:replay?filterByTk=${id}`);
    expect([response.status, response.text]).toEqual([409, expect.stringContaining('too many query parameters')]);
  });
});
