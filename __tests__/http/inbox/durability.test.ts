import supertest from 'supertest';
import { startApp, type TestApp } from '../../helpers/start-app';
import { createTestDatabase, type TestDatabase } from '../../helpers/TestDatabase';

describe('what was acknowledged is run', () => {
  let database: TestDatabase;
  let test: TestApp;
  beforeEach(async () => {
    database = await createTestDatabase();
    test = await startApp({ database });
  });
  afterEach(async () => {
    await test.stop();
    await database.drop();
  });

  const deliveries = async () =>
    (await test.app.db.getRepository('webhookDeliveries').find()).map((row: { toJSON(): object }) => row.toJSON());
  const settled = () =>
    test.until(async () => {
      const rows = await deliveries();
      return rows.every(({ state }: { state: string }) => state === 'dispatched') && rows;
    });

  it('links each delivery with its execution', async () => {
    const workflow = await test.createWorkflow({ enabled: true });
    const ids = await Promise.all(
      Array.from({ length: 20 }, async (_, n) => {
        const response = await supertest(test.server).post(`/api/webhooks/${workflow.key}`).send({ n });
        return response.headers['x-webhook-delivery'];
      }),
    );
    const rows = await settled();
    const executions = await test.executions(workflow);
    expect(rows.map(({ id }: { id: string }) => id).sort()).toEqual(ids.sort());
    expect(rows.map((row: { executionId: unknown }) => String(row.executionId)).sort()).toEqual(
      executions.map(({ id }) => String(id)).sort(),
    );
  });

  it('runs what was recorded by a process that died, once', async () => {
    const { key } = await test.createWorkflow({ enabled: true });
    const context = { data: { n: 1 }, delivery: { id: 'left-behind' } };
    await test.app.db.getModel('webhookDeliveries').create({
      id: 'left-behind',
      state: 'recorded',
      workflowKey: key,
      receivedAt: new Date(),
      context,
    });
    await test.stop();
    test = await startApp({ database });
    const [row] = await settled();
    await test.app.restart();
    const executions = await test.app.db.getRepository('executions').find();
    expect(executions).toHaveLength(1);
    expect(executions[0]).toMatchObject({ eventKey: 'webhook:left-behind', context });
    expect(String(row.executionId)).toBe(String(executions[0].id));
  });

  it('settles a delivery whose execution exists already, and makes no second one', async () => {
    const workflow = await test.createWorkflow({ enabled: true });
    await supertest(test.server).post(`/api/webhooks/${workflow.key}`).send({});
    await settled();
    await test.app.db.getModel('webhookDeliveries').update({ state: 'recorded', executionId: null }, { where: {} });
    await test.stop();
    test = await startApp({ database });
    await settled();
    expect(await test.app.db.getRepository('executions').count()).toBe(1);
  });

  it('holds deliveries of a workflow that was disabled, and runs them when it is enabled again', async () => {
    const workflow = await test.createWorkflow({ enabled: false });
    await test.app.db.getModel('webhookDeliveries').create({
      id: 'held',
      state: 'recorded',
      workflowKey: workflow.key,
      receivedAt: new Date(),
      context: { data: null, delivery: { id: 'held' } },
    });
    await test.app.restart();
    expect(await deliveries()).toMatchObject([{ state: 'recorded' }]);
    await test.app.db.getRepository('workflows').update({ filterByTk: workflow.id, values: { enabled: true } });
    await test.app.restart();
    await settled();
    expect(await test.app.db.getRepository('executions').count()).toBe(1);
  });
});
