import type { WorkflowModel } from '@nocobase/plugin-workflow';
import supertest from 'supertest';
import { deliveriesOf, settledDeliveriesOf } from '../../helpers/deliveries';
import { startApp, type TestApp } from '../../helpers/start-app';

describe('an insert whose answer is lost with the connection', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp({ plugins: ['file-manager'] });
  });
  afterAll(() => test.stop());
  beforeEach(() => test.app.db.getRepository('attachments').destroy({ truncate: false, filter: { id: { $gt: 0 } } }));

  const Delivery = () => test.app.db.getModel('webhookDeliveries');
  const files = () => test.app.db.getRepository('attachments').count();
  /** Sends a call with a file while the next insert fails as told, before or after it has been committed. */
  const send = async ({ key }: WorkflowModel, { committed, name }: { committed: boolean; name: string }) => {
    const insert = Delivery().bulkCreate;
    const fault = jest.spyOn(Delivery(), 'bulkCreate').mockImplementationOnce(async (...all) => {
      if (committed) await Reflect.apply(insert, Delivery(), all);
      throw Object.assign(new Error('Connection terminated unexpectedly'), { name });
    });
    try {
      return await supertest(test.server).post(`/api/webhooks/${key}`).attach('a', Buffer.from('plain'), 'a.txt');
    } finally {
      fault.mockRestore();
    }
  };

  it.each([true, false])('is a success when the row is there; synchronous: %s', async (sync) => {
    const workflow = await test.createWorkflow({ enabled: true, sync, config: { files: {} } });
    const { status } = await send(workflow, { committed: true, name: 'SequelizeDatabaseError' });
    expect(status).toBe(200);
    expect(await settledDeliveriesOf(test, workflow)).toMatchObject([{ state: 'dispatched' }]);
    expect([(await test.executions(workflow)).length, await files()]).toEqual([1, 1]);
  });

  it.each([
    ['keeps the files of a delivery that may run', true, 1],
    ['drops those of a delivery that is not there', false, 0],
  ])('%s, after a 503', async (_name, committed, count) => {
    const workflow = await test.createWorkflow({ enabled: true, config: { files: {} } });
    const { status } = await send(workflow, { committed, name: 'SequelizeConnectionError' });
    expect(status).toBe(503);
    const written = (await deliveriesOf(test, workflow)).filter(({ state }) => state !== 'refused');
    expect([written.length, await files()]).toEqual([count, count]);
  });

  it('keeps them when nobody can say', async () => {
    const workflow = await test.createWorkflow({ enabled: true, config: { files: {} } });
    const looks = jest.spyOn(Delivery(), 'count').mockRejectedValue(new Error('Connection terminated unexpectedly'));
    const { status } = await send(workflow, { committed: true, name: 'SequelizeDatabaseError' });
    looks.mockRestore();
    expect([status, await files()]).toEqual([503, 1]);
  });
});
