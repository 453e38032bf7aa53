import supertest from 'supertest';
import type { WorkflowModel } from '@nocobase/plugin-workflow';
import { deliveriesOf, settledDeliveriesOf } from '../../helpers/deliveries';
import { fillBacklog } from '../../helpers/fill-backlog';
import { startApp, type TestApp } from '../../helpers/start-app';
import { createTestDatabase, type TestDatabase } from '../../helpers/TestDatabase';

describe('what was recorded before its workflow became synchronous', () => {
  let database: TestDatabase;
  let test: TestApp;
  beforeAll(async () => {
    process.env.WEBHOOK_SYNC_CONCURRENCY = '1';
    database = await createTestDatabase();
    test = await startApp({ database });
    defineSlow();
  });
  afterAll(async () => {
    delete process.env.WEBHOOK_SYNC_CONCURRENCY;
    await test.stop();
    await database.drop();
  });

  const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  const defineSlow = () =>
    test.engine.registerInstruction('slow', {
      run: async ({ id, config }: { id: number; config: { duration: number } }) => {
        await wait(config.duration);
        return { status: 1, nodeId: id };
      },
    });
  const post = ({ key }: { key: string }) => supertest(test.server).post(`/api/webhooks/${key}`).send({});
  const left = async (count: number, duration: number, type = 'slow') => {
    const workflow = await test.createWorkflow({ enabled: true, sync: true });
    await workflow.createNode({ type, config: { duration } });
    await fillBacklog(test.app.db, workflow, count);
    return workflow;
  };
  const update = ({ id }: WorkflowModel, values: object) =>
    test.app.db.getRepository('workflows').update({ filterByTk: id, values });
  const states = async (workflow: WorkflowModel) => (await deliveriesOf(test, workflow)).map(({ state }) => state);
  const clear = () => test.app.db.getModel('webhookDeliveries').destroy({ where: { state: 'recorded' } });

  it('keeps no asynchronous delivery of others waiting', async () => {
    // The first one keeps the only turn for as long as the test wants.
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    test.engine.registerInstruction('endless', {
      run: ({ id }: { id: number }) => ended.then(() => ({ status: 1, nodeId: id })),
    });
    const workflow = await left(12, 0, 'endless');
    const other = await test.createWorkflow({ enabled: true });
    await test.until(async () => (await states(workflow)).includes('dispatched'));
    for (let call = 0; call < 3; call += 1) expect((await post(other)).status).toBe(200);
    await fillBacklog(test.app.db, other, 60);
    await settledDeliveriesOf(test, other);
    const waiting = await states(workflow);
    expect(waiting.filter((state) => state === 'recorded').length).toBeGreaterThan(10);
    expect(waiting.filter((state) => state === 'claimed').length).toBeLessThanOrEqual(1);
    await clear();
    end();
    await settledDeliveriesOf(test, workflow);
  });

  it('runs in order, each once, and without an attempt counted', async () => {
    const workflow = await left(70, 5);
    const rows = await settledDeliveriesOf(test, workflow);
    expect(rows.map(({ state, attempts }) => [state, attempts])).toEqual(Array(70).fill(['dispatched', 0]));
    const executions = await test.executions(workflow);
    expect(executions.map(({ context }) => context.delivery.id)).toEqual(rows.map(({ id }) => id));
  });

  it('is held when its workflow is disabled meanwhile, and needs no turn when that is asynchronous again', async () => {
    const workflow = await left(8, 300);
    await test.until(async () => (await states(workflow)).includes('dispatched'));
    await update(workflow, { enabled: false });
    const held = await test.until(async () => {
      const rows = (await deliveriesOf(test, workflow)).filter(({ state }) => state !== 'dispatched');
      return rows.every(({ state, code }) => state === 'recorded' && code === 'workflow_disabled') && rows;
    });
    expect(held.length).toBeGreaterThan(4);
    await update(workflow, { enabled: true });
    await wait(100);
    await update(workflow, { sync: false });
    await settledDeliveriesOf(test, workflow);
    expect(await test.executions(workflow)).toHaveLength(8);
  });

  it('is given back when the application stops, and runs after its start', async () => {
    const workflow = await left(40, 100);
    await test.until(async () => (await states(workflow)).includes('dispatched'));
    await test.stop();
    test = await startApp({ database });
    defineSlow();
    const rows = await settledDeliveriesOf(test, workflow);
    expect(rows.map(({ state }) => state)).toEqual(Array(40).fill('dispatched'));
    // None was cut off by the stop, and the last one has ended too.
    const statuses = await test.until(async () => {
      const executions = await test.executions(workflow);
      return executions.every(({ status }) => status) && executions.map(({ status }) => status);
    });
    expect(statuses).toEqual(Array(40).fill(1));
  });
});
