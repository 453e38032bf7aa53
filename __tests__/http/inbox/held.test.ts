import supertest from 'supertest';
import type { WorkflowModel } from '@nocobase/plugin-workflow';
import { deliveriesOf, settledDeliveriesOf } from '../../helpers/deliveries';
import { fillBacklog } from '../../helpers/fill-backlog';
import { startApp, type TestApp } from '../../helpers/start-app';

describe('deliveries that are held for a disabled workflow', () => {
  let test: TestApp;
  beforeAll(async () => {
    process.env.WEBHOOK_MAX_BACKLOG = '40';
    test = await startApp().finally(() => delete process.env.WEBHOOK_MAX_BACKLOG);
  });
  afterAll(() => test.stop());
  beforeEach(() => Delivery().destroy({ where: {} }));

  const Delivery = () => test.app.db.getModel('webhookDeliveries');
  const post = ({ key }: { key: string }) => supertest(test.server).post(`/api/webhooks/${key}`).send({});
  const destroy = (query: object) => supertest(test.server).post('/api/webhookDeliveries:destroy').query(query);
  const enable = ({ id }: WorkflowModel, enabled: boolean) =>
    test.app.db.getRepository('workflows').update({ filterByTk: id, values: { enabled } });
  const held = async (count: number) => {
    const workflow = await test.createWorkflow({ enabled: false });
    await fillBacklog(test.app.db, workflow, count);
    await test.until(async () => {
      const rows = await deliveriesOf(test, workflow);
      return rows.every(({ state, code }) => state === 'recorded' && code === 'workflow_disabled');
    });
    return workflow;
  };
  const counted = () => new Promise((resolve) => setTimeout(resolve, 5_200));

  it('keep no other endpoint closed, up to as many as may wait', async () => {
    await held(45);
    const other = await test.createWorkflow({ enabled: true });
    await counted();
    expect((await post(other)).status).toBe(200);
    await held(40);
    await test.until(async () => (await post(other)).status === 503);
    await Delivery().destroy({ where: {} });
    await test.until(async () => (await post(other)).status === 200);
  }, 30_000);

  it.each([
    [
      'ids',
      async (workflow: WorkflowModel) => ({ filterByTk: (await deliveriesOf(test, workflow)).map(({ id }) => id) }),
    ],
    ['a filter', async ({ key }: WorkflowModel) => ({ filter: JSON.stringify({ workflowKey: key }) })],
  ])('can be discarded by %s', async (_name, chosen) => {
    const [workflow, other] = [await held(3), await held(2)];
    expect((await destroy(await chosen(workflow))).body.data).toEqual({ deleted: 3 });
    expect(await deliveriesOf(test, other)).toHaveLength(2);
    await enable(workflow, true);
    await enable(other, true);
    await settledDeliveriesOf(test, other);
    expect(await test.executions(workflow)).toEqual([]);
  });

  it('are not discarded when their workflow has been enabled, nor what waits for something else', async () => {
    const workflow = await test.createWorkflow({ enabled: true });
    const waiting = { state: 'recorded', receivedAt: new Date(), nextAttemptAt: new Date(Date.now() + 60_000) };
    await Delivery().bulkCreate([
      // As a process leaves it that has died between the commit and the look at what is held.
      { id: 'about-to-run', workflowKey: workflow.key, code: 'workflow_disabled', ...waiting },
      { id: 'not-started', workflowKey: (await held(1)).key, code: 'not_started', ...waiting },
    ]);
    const filterByTk = ['about-to-run', 'not-started'];
    expect((await destroy({ filterByTk })).body.data).toEqual({ deleted: 0 });
  });

  it('fail at once when their workflow is deleted with all its versions', async () => {
    const workflow = await held(3);
    const { id } = await test.app.db
      .getRepository('workflows')
      .create({ values: { title: 'Second', type: 'webhook', config: {}, key: workflow.key, enabled: false } });
    await test.app.db.getRepository('workflows').destroy({ filterByTk: workflow.id });
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(await deliveriesOf(test, workflow)).toMatchObject(Array(3).fill({ code: 'workflow_disabled' }));
    await test.app.db.getRepository('workflows').destroy({ filterByTk: id });
    const rows = await settledDeliveriesOf(test, workflow, 3_000);
    expect(rows).toMatchObject(Array(3).fill({ state: 'failed', code: 'workflow_gone', nextAttemptAt: null }));
  });

  it('stay when the deletion of their workflow is rolled back', async () => {
    const workflow = await held(1);
    const transaction = await test.app.db.sequelize.transaction();
    await test.app.db.getRepository('workflows').destroy({ filterByTk: workflow.id, transaction });
    await transaction.rollback();
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(await deliveriesOf(test, workflow)).toMatchObject([{ state: 'recorded', code: 'workflow_disabled' }]);
  });

  it('are written once, however many there are and in however many batches they are found', async () => {
    const workflow = await held(5);
    const before = await deliveriesOf(test, workflow);
    const updates = jest.spyOn(Delivery(), 'update');
    await fillBacklog(test.app.db, workflow, 160);
    await test.until(async () =>
      (await deliveriesOf(test, workflow)).every(({ code }) => code === 'workflow_disabled'),
    );
    const holds = updates.mock.calls.flatMap(([values], call) =>
      'code' in values && values.code === 'workflow_disabled' ? [updates.mock.results[call].value] : [],
    );
    updates.mockRestore();
    const touched = (await Promise.all(holds)).map(([rows]: [number]) => rows);
    expect(touched.reduce((sum, rows) => sum + rows, 0)).toBe(160);
    expect(touched.length).toBeLessThanOrEqual(12);
    expect((await deliveriesOf(test, workflow)).slice(0, 5)).toEqual(before);
  });

  it('are not touched by a restart, unless their workflow was enabled or deleted meanwhile', async () => {
    const workflow = await held(20);
    const before = await deliveriesOf(test, workflow);
    const other = await test.createWorkflow({ enabled: true });
    const rowOf = (id: string, workflowKey: string) => ({
      id,
      workflowKey,
      state: 'recorded',
      code: 'workflow_disabled',
      nextAttemptAt: new Date(Date.now() + 600_000),
      receivedAt: new Date(),
      attempts: 0,
      context: { data: null, delivery: { id } },
    });
    await Delivery().bulkCreate([rowOf('01900000-a', other.key), rowOf('01900000-b', 'gone')]);
    await test.app.restart();
    expect(await settledDeliveriesOf(test, other)).toMatchObject([{ state: 'dispatched' }]);
    expect(await settledDeliveriesOf(test, { key: 'gone' })).toMatchObject([{ state: 'failed' }]);
    expect(await deliveriesOf(test, workflow)).toEqual(before);
  });
});
