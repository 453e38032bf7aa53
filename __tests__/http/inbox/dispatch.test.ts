import supertest from 'supertest';
import type { WorkflowModel } from '@nocobase/plugin-workflow';
import { purge } from '../../../src/server/inbox/purge';
import { deliveriesOf, settledDeliveriesOf } from '../../helpers/deliveries';
import { startApp, type TestApp } from '../../helpers/start-app';
import { createTestDatabase, type TestDatabase } from '../../helpers/TestDatabase';

const SECOND = 1_000;

describe('recorded deliveries are dispatched', () => {
  let database: TestDatabase;
  let test: TestApp;
  beforeAll(async () => {
    database = await createTestDatabase();
    Object.assign(process.env, { WEBHOOK_MAX_BACKLOG: '40', WEBHOOK_SYNC_CONCURRENCY: '2', WEBHOOK_SYNC_QUEUE: '3' });
    test = await startApp({ database });
    test.engine.registerInstruction('slow', {
      run: async ({ id, config }: { id: number; config: { duration: number } }) => {
        await new Promise((resolve) => setTimeout(resolve, config.duration));
        return { status: 1, nodeId: id };
      },
    });
  });
  afterAll(async () => {
    for (const name of ['MAX_BACKLOG', 'SYNC_CONCURRENCY', 'SYNC_QUEUE']) delete process.env[`WEBHOOK_${name}`];
    await test.stop();
    await database.drop();
  });

  const Delivery = () => test.app.db.getModel('webhookDeliveries');
  const post = ({ key }: { key: string }) => supertest(test.server).post(`/api/webhooks/${key}`).send({});
  let count = 0;
  const leave = async ({ key, id }: WorkflowModel, values: object = {}) => {
    const deliveryId = `01900000-0000-7000-8000-${String((count += 1)).padStart(12, '0')}`;
    await Delivery().create({
      id: deliveryId,
      state: 'recorded',
      workflowKey: key,
      workflowId: id,
      receivedAt: new Date(),
      attempts: 0,
      context: { data: { n: count }, delivery: { id: deliveryId } },
      ...values,
    });
    return deliveryId;
  };
  const dead = (seconds: number) => ({ claimedBy: 'dead', leaseUntil: new Date(Date.now() - seconds * SECOND) });
  const update = (workflow: WorkflowModel, values: object) =>
    test.app.db.getRepository('workflows').update({ filterByTk: workflow.id, values });

  it('takes what others have recorded, in order', async () => {
    const workflow = await test.createWorkflow({ enabled: true });
    for (let n = 0; n < 5; n += 1) await leave(workflow);
    const rows = await settledDeliveriesOf(test, workflow);
    const executions = await test.executions(workflow);
    expect(rows.map(({ state }) => state)).toEqual(Array(5).fill('dispatched'));
    expect(executions.map(({ context }) => context.delivery.id)).toEqual(rows.map(({ id }) => id));
    expect(rows.map(({ context, claimedBy }) => [context, claimedBy])).toEqual(Array(5).fill([null, null]));
  });

  it.each([
    ['claimed', 'dispatched', null],
    ['running', 'failed', 'interrupted'],
  ])('takes over what a dead process had %s', async (state, settled, code) => {
    const workflow = await test.createWorkflow({ enabled: true });
    await leave(workflow, { state, ...dead(1), dedupKey: state.repeat(9).slice(0, 64) });
    const [row] = await settledDeliveriesOf(test, workflow);
    expect(row).toMatchObject({ state: settled, code });
    expect(await test.executions(workflow)).toHaveLength(settled === 'dispatched' ? 1 : 0);
    // What never began lets the sender's next try in.
    expect(row.dedupKey === null).toBe(settled === 'failed');
  });

  it.each([
    ['claimed', 1, 'dispatched', null],
    ['claimed', -1, 'dispatched', null],
    ['running', 1, 'dispatched', null],
    ['running', 0, 'failed', 'interrupted'],
    ['running', -1, 'failed', 'interrupted'],
  ])('links what a dead process had %s with the execution that it made (status %d)', async (...expected) => {
    const [state, status, settled, code] = expected;
    const workflow = await test.createWorkflow({ enabled: true, sync: state === 'running' });
    const id = await leave(workflow, { ...dead(-60), state, dedupKey: `${state}${status}` });
    const execution = await test.app.db.getModel('executions').create({
      workflowId: workflow.id,
      key: workflow.key,
      eventKey: `webhook:${id}`,
      context: {},
      status,
      startedAt: new Date(),
      dispatched: true,
    });
    await Delivery().update(dead(1), { where: { id } });
    const [row] = await settledDeliveriesOf(test, workflow);
    expect(row).toMatchObject({ state: settled, code, dedupKey: `${state}${status}`, context: null, claimedBy: null });
    expect(String(row.executionId)).toBe(String(execution.get('id')));
    expect(await test.executions(workflow)).toHaveLength(1);
  });

  it('leaves what a living process has claimed', async () => {
    const workflow = await test.createWorkflow({ enabled: true });
    await leave(workflow, { state: 'claimed', claimedBy: 'another', leaseUntil: new Date(Date.now() + 60 * SECOND) });
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await deliveriesOf(test, workflow)).toMatchObject([{ state: 'claimed', claimedBy: 'another' }]);
    await Delivery().destroy({ where: { workflowKey: workflow.key } });
  });

  it('holds what came for a workflow that is disabled, keeps nobody waiting for it, and goes on at once', async () => {
    const workflow = await test.createWorkflow({ enabled: false });
    for (let n = 0; n < 3; n += 1) await leave(workflow);
    await test.until(async () =>
      (await deliveriesOf(test, workflow)).every(({ code }) => code === 'workflow_disabled'),
    );
    const other = await test.createWorkflow({ enabled: true });
    await post(other);
    await settledDeliveriesOf(test, other);
    expect(await deliveriesOf(test, workflow)).toMatchObject(Array(3).fill({ state: 'recorded' }));
    await update(workflow, { enabled: true });
    expect(await settledDeliveriesOf(test, workflow)).toMatchObject(Array(3).fill({ state: 'dispatched', code: null }));
  });

  it('says of a workflow that is gone that it is', async () => {
    const workflow = await test.createWorkflow({ enabled: false });
    await leave({ key: 'gone', id: workflow.id } as WorkflowModel);
    expect(await settledDeliveriesOf(test, { key: 'gone' })).toMatchObject([
      { state: 'failed', code: 'workflow_gone' },
    ]);
  });

  it('tries again what could not be started, and parks it in the end', async () => {
    const workflow = await test.createWorkflow({ enabled: true });
    const refuse = () => {
      throw new Error('no execution today');
    };
    test.app.db.on('executions.beforeCreate', refuse);
    try {
      await post(workflow);
      const [row] = await test.until(async () => {
        const rows = await deliveriesOf(test, workflow);
        return rows[0]?.attempts > 0 && rows;
      });
      expect(row).toMatchObject({ state: 'recorded', code: 'not_started', attempts: 1 });
      expect(row.nextAttemptAt?.getTime()).toBeGreaterThan(row.receivedAt.getTime());
      await Delivery().update({ attempts: 11, nextAttemptAt: null }, { where: { workflowKey: workflow.key } });
      const [parked] = await settledDeliveriesOf(test, workflow);
      expect(parked).toMatchObject({ state: 'failed', code: 'not_started', dedupKey: null });
    } finally {
      test.app.db.off('executions.beforeCreate', refuse);
    }
    await post(workflow);
    const rows = await settledDeliveriesOf(test, workflow);
    expect(rows.map(({ state }) => state)).toEqual(['failed', 'dispatched']);
  });

  it('runs the others when one of a batch cannot be started', async () => {
    const workflow = await test.createWorkflow({ enabled: true });
    const good = [await leave(workflow)];
    const bad = await leave(workflow, { context: null });
    good.push(await leave(workflow), await leave(workflow));
    const rows = await test.until(async () => {
      const found = await deliveriesOf(test, workflow);
      return found.filter(({ state }) => state === 'dispatched').length === 3 && found;
    });
    expect(rows.filter(({ state }) => state === 'dispatched').map(({ id }) => id)).toEqual(good);
    await Delivery().update({ attempts: 11, nextAttemptAt: null }, { where: { id: bad } });
    await settledDeliveriesOf(test, workflow);
    expect((await deliveriesOf(test, workflow)).find(({ id }) => id === bad)).toMatchObject({
      state: 'failed',
      code: 'not_started',
    });
  });

  it('runs what was recorded before its workflow became synchronous, in turns with other such runs', async () => {
    const workflow = await test.createWorkflow({ enabled: true, sync: true });
    let going = 0;
    let most = 0;
    test.engine.registerInstruction('counted', {
      run: async ({ id }: { id: number }) => {
        most = Math.max(most, (going += 1));
        await new Promise((resolve) => setTimeout(resolve, 150));
        going -= 1;
        return { status: 1, nodeId: id };
      },
    });
    await workflow.createNode({ type: 'counted', config: {} });
    const called = [post(workflow), post(workflow), post(workflow)].map((request) => request.then((r) => r.status));
    for (let n = 0; n < 6; n += 1) await leave(workflow);
    expect(await Promise.all(called)).toEqual([200, 200, 200]);
    const rows = await settledDeliveriesOf(test, workflow);
    expect(rows.map(({ state }) => state)).toEqual(Array(9).fill('dispatched'));
    await test.until(async () => (await test.executions(workflow)).every(({ status }) => status === 1));
    expect(await test.executions(workflow)).toHaveLength(9);
    expect(most).toBe(2);
  });

  it('lets only so many synchronous runs go on at once, and so many wait', async () => {
    const workflow = await test.createWorkflow({ enabled: true, sync: true });
    await workflow.createNode({ type: 'slow', config: { duration: 700 } });
    const answers = await Promise.all(Array.from({ length: 8 }, () => post(workflow)));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, 200, 200, 200, 200, 503, 503, 503]);
    const refused = answers.filter(({ status }) => status === 503);
    expect(refused.map(({ headers }) => headers['retry-after'])).toEqual(['5', '5', '5']);
    expect(await test.executions(workflow)).toHaveLength(5);
  });

  it('has not run what did not get its turn in time', async () => {
    const workflow = await test.createWorkflow({
      enabled: true,
      sync: true,
      config: { timeout: 500, deduplication: { source: 'header', key: 'X-Id' } },
    });
    await workflow.createNode({ type: 'slow', config: { duration: 1_200 } });
    const busy = [post(workflow), post(workflow)].map((request) => request.then(({ status }) => status));
    await new Promise((resolve) => setTimeout(resolve, 200));
    const waiting = await post(workflow).set('X-Id', 'a');
    expect([waiting.status, await busy[0], await busy[1]]).toEqual([503, 504, 504]);
    const rows = await settledDeliveriesOf(test, workflow);
    expect(rows[2]).toMatchObject({ state: 'failed', code: 'unavailable', executionId: null, dedupKey: null });
    expect((await post(workflow).set('X-Id', 'a')).headers['x-webhook-duplicate']).toBeUndefined();
    expect(await test.executions(workflow)).toHaveLength(3);
  });

  it('takes no more when too many wait', async () => {
    const workflow = await test.createWorkflow({ enabled: true });
    const later = { code: 'not_started', nextAttemptAt: new Date(Date.now() + 600 * SECOND) };
    for (let n = 0; n < 41; n += 1) await leave(workflow, later);
    await test.app.restart();
    const refused = await test.until(async () => {
      const response = await post(workflow);
      return response.status === 503 && response;
    });
    expect(refused.headers['retry-after']).toBe('10');
    await Delivery().destroy({ where: { workflowKey: workflow.key } });
    await test.until(async () => (await post(workflow)).status === 200);
  });

  it('deletes what is old or too much, and nothing that is still to be done', async () => {
    await Delivery().destroy({ where: {} });
    const workflow = await test.createWorkflow({ enabled: false });
    const now = Date.now();
    const old = { receivedAt: new Date(now - 3_600 * SECOND) };
    const held = { code: 'workflow_disabled', nextAttemptAt: new Date(now + 600 * SECOND) };
    const kept = [
      await leave(workflow, { ...old, ...held }),
      await leave(workflow, { ...old, state: 'dispatched', dedupKey: 'k', dedupUntil: new Date(now + 60 * SECOND) }),
    ];
    await leave(workflow, { ...old, state: 'dispatched' });
    await leave(workflow, { ...old, state: 'refused' });
    await leave(workflow, { state: 'dispatched' });
    for (let n = 0; n < 3; n += 1) kept.push(await leave(workflow, { state: 'dispatched' }));
    const before = new Date(now - 1_800 * SECOND);
    expect(await purge(test.app.db, { before, rows: 3, now: new Date(now), pause: async () => true })).toBe(3);
    expect((await deliveriesOf(test, workflow)).map(({ id }) => id)).toEqual(kept);
  });
});
