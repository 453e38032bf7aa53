import supertest from 'supertest';
import { deliveriesOf, settledDeliveriesOf } from '../../helpers/deliveries';
import { startApp, type TestApp } from '../../helpers/start-app';
import { createTestDatabase, type TestDatabase } from '../../helpers/TestDatabase';

describe('WORKER_MODE', () => {
  let database: TestDatabase;
  let receiving: TestApp;
  let working: TestApp | undefined;
  beforeAll(async () => {
    database = await createTestDatabase();
    receiving = await startIn('-');
  });
  afterAll(async () => {
    await working?.stop();
    await receiving.stop();
    await database.drop();
  });

  const startIn = (mode: string) => {
    process.env.WORKER_MODE = mode;
    return startApp({ database }).finally(() => delete process.env.WORKER_MODE);
  };

  it('lets one process record and another one run', async () => {
    const workflow = await receiving.createWorkflow({ enabled: true });
    const post = () => supertest(receiving.server).post(`/api/webhooks/${workflow.key}`).send({});
    for (let n = 0; n < 5; n += 1) expect((await post()).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(await deliveriesOf(receiving, workflow)).toMatchObject(
      Array(5).fill({ state: 'recorded', claimedBy: null }),
    );

    working = await startIn('workflow:process');
    const before = await settledDeliveriesOf(working, workflow);
    expect(before.map(({ state }) => state)).toEqual(Array(5).fill('dispatched'));
    // And what comes when both are there.
    expect((await post()).status).toBe(200);
    expect(await settledDeliveriesOf(working, workflow)).toHaveLength(6);
    expect(await working.executions(workflow)).toHaveLength(6);
  });
});
