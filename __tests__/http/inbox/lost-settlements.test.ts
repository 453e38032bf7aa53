import supertest from 'supertest';
import { recoverExpired } from '../../../src/server/inbox/worker/recover-expired';
import { deliveriesOf, settledDeliveriesOf } from '../../helpers/deliveries';
import { startApp, type TestApp } from '../../helpers/start-app';

describe('a synchronous run whose outcome can not be written', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp();
  });
  afterAll(() => test.stop());

  const create = () =>
    test.createWorkflow({
      enabled: true,
      sync: true,
      config: {
        response: { status: 422, body: 'not so' },
        deduplication: { source: 'header', key: 'X-Id' },
      },
    });
  const send = async ({ key }: { key: string }) => {
    const response = await supertest(test.server).post(`/api/webhooks/${key}`).set('X-Id', 'a').send({});
    return [response.status, response.text, response.headers['x-webhook-duplicate']];
  };
  const Delivery = () => test.app.db.getModel('webhookDeliveries');

  it.each([1, 3])('is settled all the same when that fails %d times, and its copy gets its answer', async (times) => {
    const workflow = await create();
    const { update } = Delivery();
    let left = times;
    const fault = jest.spyOn(Delivery(), 'update').mockImplementation(function (this: unknown, ...all: unknown[]) {
      const [values] = all as [{ state?: string }];
      if (values.state === 'dispatched' && left-- > 0) return Promise.reject(new Error('deadlock'));
      return Reflect.apply(update, this, all);
    });
    expect(await send(workflow)).toEqual([422, 'not so', undefined]);
    // The sender does not wait until it is written.
    if (times > 1) expect(await deliveriesOf(test, workflow)).toMatchObject([{ state: 'running' }]);
    const [row] = await settledDeliveriesOf(test, workflow);
    fault.mockRestore();
    expect(left).toBe(-1);
    expect(row).toMatchObject({ state: 'dispatched', status: 422, answer: { body: 'not so' }, claimedBy: null });
    expect(await send(workflow)).toEqual([422, 'not so', 'true']);
  });

  it('has no answer, and none is made up for its copy, when the server died before it was written', async () => {
    const workflow = await create();
    await send(workflow);
    const lost = { state: 'running', status: null, answer: null, leaseUntil: new Date(Date.now() - 1_000) };
    await Delivery().update(lost, { where: { workflowKey: workflow.key } });
    await recoverExpired(test.app.db, new Date(), () => undefined);
    expect(await deliveriesOf(test, workflow)).toMatchObject([{ state: 'dispatched', answer: null }]);
    const [status, text, duplicate] = await send(workflow);
    expect([status, duplicate]).toEqual([500, 'true']);
    expect(text).toContain('workflow_failed');
    expect(await test.executions(workflow)).toHaveLength(1);
  });
});
