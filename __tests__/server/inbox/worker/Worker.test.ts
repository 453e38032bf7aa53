import { setTimeout as pause } from 'node:timers/promises';
import type { WorkflowModel } from '@nocobase/plugin-workflow';
import { NAMESPACE } from '../../../../src/common/constants';
import type { WiredInbox } from '../../../../src/server/wiring/wire-inbox';
import { DroppedExecutions } from '../../../../src/server/inbox/worker/DroppedExecutions';
import { EngineBackpressure } from '../../../../src/server/inbox/worker/EngineBackpressure';
import { EngineFeed } from '../../../../src/server/inbox/worker/EngineFeed';
import { InFlightRuns } from '../../../../src/server/inbox/worker/InFlightRuns';
import { RunLimiter } from '../../../../src/server/inbox/worker/RunLimiter';
import { Worker } from '../../../../src/server/inbox/worker/Worker';
import { fillBacklog } from '../../../helpers/fill-backlog';
import { deliveriesOf, settledDeliveriesOf } from '../../../helpers/deliveries';
import { startApp, type TestApp } from '../../../helpers/start-app';

const SMALL = 1_000;

describe('Worker', () => {
  let test: TestApp;
  let worker: Worker;
  let slots: RunLimiter;
  const left: (number | undefined)[] = [];

  beforeAll(async () => {
    test = await startApp();
    // The application's own worker would claim the same rows.
    await (test.app.pm.get(NAMESPACE) as unknown as { inbox: WiredInbox }).inbox.close();
  });
  beforeEach(() => {
    const { engine } = test;
    const { db } = test.app;
    const feed = new EngineFeed(db, engine);
    const warn = (message: string, detail: unknown) => console.warn(message, detail);
    slots = new RunLimiter({ runs: 1, waiting: 1 });
    left.length = 0;
    worker = new Worker({
      db,
      engine,
      dispatch: (workflow, { id, context }) => feed.dispatch(workflow, id, context),
      backpressure: new EngineBackpressure(db),
      dropped: new DroppedExecutions({ db, start: (id) => engine.start(id), warn }),
      slots,
      runs: new InFlightRuns(),
      owner: 'this process',
      now: Date.now,
      warn,
      left: (lag) => left.push(lag),
    });
  });
  afterEach(async () => {
    slots.close();
    await worker.stop();
    await worker.finish(1_000);
  });
  afterAll(() => test.stop());

  const create = (values = {}): Promise<WorkflowModel> => test.createWorkflow({ enabled: true, ...values });
  const caughtUp = () => test.until(async () => worker.accepts(SMALL));

  it('dispatches what waits in the table, in order and once', async () => {
    const workflow = await create();
    await fillBacklog(test.app.db, workflow, 120);
    worker.start();
    const rows = await settledDeliveriesOf(test, workflow, 30_000);
    expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(['dispatched']));
    const executions = await test.executions(workflow);
    expect(executions.map(({ context }) => (context.data as { n: number }).n)).toEqual([...Array(120).keys()]);
    expect(left).toHaveLength(120);
    expect(left.every((lag) => Number(lag) >= 0)).toBe(true);
  });

  it('accepts deliveries from memory only while it serves and the table holds none that is older', async () => {
    expect(worker.accepts(SMALL)).toBe(false);
    worker.start();
    expect(worker.accepts(SMALL)).toBe(false);
    await caughtUp();
    expect(worker.accepts(17 * 1024 * 1024)).toBe(false);
    worker.addedToTable();
    expect(worker.accepts(SMALL)).toBe(false);
    await caughtUp();
    await worker.stop();
    expect(worker.accepts(SMALL)).toBe(false);
  });

  it('dispatches from memory what it has accepted', async () => {
    const workflow = await create();
    worker.start();
    await caughtUp();
    await fillBacklog(test.app.db, workflow, 1);
    const Delivery = test.app.db.getModel('webhookDeliveries');
    await Delivery.update({ state: 'claimed', ...worker.lease() }, { where: { workflowKey: workflow.key } });
    const [{ id, context, receivedAt }] = await deliveriesOf(test, workflow);
    const { key: workflowKey, id: workflowId } = workflow;
    worker.add({
      id,
      workflowKey,
      workflowId,
      context: context as never,
      receivedAt,
      attempts: 0,
      size: SMALL,
      duration: 7,
    });
    const [row] = await settledDeliveriesOf(test, workflow);
    expect([row.state, row.duration]).toEqual(['dispatched', 7]);
  });

  it('gives back on a stop what it has claimed and not dispatched', async () => {
    const workflow = await create();
    worker.start();
    await caughtUp();
    await fillBacklog(test.app.db, workflow, 60);
    worker.look();
    await test.until(async () => (await deliveriesOf(test, workflow)).some(({ state }) => state === 'claimed'));
    await worker.stop();
    await worker.finish(5_000);
    const rows = await deliveriesOf(test, workflow);
    expect(rows.filter(({ state }) => state !== 'dispatched' && state !== 'recorded')).toEqual([]);
    expect(rows.some(({ state }) => state === 'recorded')).toBe(true);
    expect(
      rows.filter(({ state }) => state === 'recorded').every(({ claimedBy, leaseUntil }) => !claimedBy && !leaseUntil),
    ).toBe(true);
  });

  it('holds deliveries of a disabled workflow, and dispatches them when told that it has changed', async () => {
    const workflow = await create();
    await fillBacklog(test.app.db, workflow, 3);
    await workflow.update({ enabled: false });
    worker.start();
    await test.until(async () =>
      (await deliveriesOf(test, workflow)).every(({ code }) => code === 'workflow_disabled'),
    );
    await workflow.update({ enabled: true });
    await worker.changed(workflow.key);
    const rows = await settledDeliveriesOf(test, workflow);
    expect(rows.map(({ state }) => state)).toEqual(Array(3).fill('dispatched'));
  });

  it('waits for a slot before it claims a delivery of a synchronous workflow', async () => {
    const workflow = await create({ sync: true });
    await fillBacklog(test.app.db, workflow, 2);
    let release: () => void = () => undefined;
    const busy = slots.run(0, () => new Promise<void>((resolve) => (release = resolve)));
    worker.start();
    // An ordinary claim takes them first, and gives them back.
    await pause(1_000);
    expect((await deliveriesOf(test, workflow)).map(({ state }) => state)).toEqual(['recorded', 'recorded']);
    expect(await test.executions(workflow)).toEqual([]);
    release();
    await busy;
    const rows = await settledDeliveriesOf(test, workflow);
    expect(rows.map(({ state }) => state)).toEqual(['dispatched', 'dispatched']);
    // Both runs have given their slot back.
    await expect(slots.run(1_000, async (admitted) => admitted)).resolves.toBe(true);
  });

  it('recovers deliveries of a process whose lease has expired', async () => {
    const workflow = await create();
    await fillBacklog(test.app.db, workflow, 1);
    await test.app.db
      .getModel('webhookDeliveries')
      .update(
        { state: 'claimed', claimedBy: 'dead', leaseUntil: new Date(0) },
        { where: { workflowKey: workflow.key } },
      );
    worker.start();
    const [row] = await settledDeliveriesOf(test, workflow);
    expect(row.state).toBe('dispatched');
  });
});
