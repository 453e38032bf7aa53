import supertest from 'supertest';
import { deliveriesOf } from '../../helpers/deliveries';
import { startApp, type TestApp } from '../../helpers/start-app';

describe('WEBHOOK_TRUSTED_PROXIES that can not be read', () => {
  let test: TestApp;
  beforeAll(async () => {
    process.env.WEBHOOK_TRUSTED_PROXIES = 'loopback, 10.0.0.0/33';
    test = await startApp().finally(() => delete process.env.WEBHOOK_TRUSTED_PROXIES);
  });
  afterAll(() => test.stop());

  it.each<[string, string[], string | undefined, number]>([
    ['a list that holds the proxy, through it', ['127.0.0.0/8'], '198.51.100.66', 403],
    ['a list that holds the sender, through a proxy', ['198.51.100.66'], '198.51.100.66', 403],
    ['a list that holds the sender, directly', ['127.0.0.0/8'], undefined, 200],
    ['no list, through a proxy', [], '198.51.100.66', 200],
  ])('%s', async (_name, allowlist, forwarded, status) => {
    const workflow = await test.createWorkflow({ enabled: true, config: { allowlist } });
    const response = await supertest(test.server)
      .post(`/api/webhooks/${workflow.key}`)
      .set(forwarded ? { 'X-Forwarded-For': forwarded } : {})
      .send({});
    expect(response.status).toBe(status);
    const [delivery] = await test.until(async () => {
      const rows = await deliveriesOf(test, workflow);
      return rows.length > 0 && rows;
    });
    expect(delivery).toMatchObject(status === 403 ? { code: 'source_not_allowed', reason: 'source unknown' } : {});
  });
});
