import { deliveriesOf } from '../../helpers/deliveries';
import { startApp, type TestApp } from '../../helpers/start-app';
import { createTestDatabase, type TestDatabase } from '../../helpers/TestDatabase';

const BACKLOG = 80;
// NocoBase's default launcher kills then.
const KILLED_AFTER = 1_600;

describe('an application that stops', () => {
  let database: TestDatabase;
  let test: TestApp;
  beforeAll(async () => {
    database = await createTestDatabase();
    test = await startApp({ database });
  });
  afterAll(async () => {
    await test.stop();
    await database.drop();
  });

  const leaveBacklog = ({ key, id }: { key: string; id: number | string }) =>
    test.app.db.getModel('webhookDeliveries').bulkCreate(
      Array.from({ length: BACKLOG }, (_, n) => {
        const deliveryId = `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`;
        const context = { data: { n }, delivery: { id: deliveryId } };
        return { id: deliveryId, state: 'recorded', workflowKey: key, workflowId: id, receivedAt: new Date(), context };
      }),
    );

  it('is quick, takes nothing more, and loses nothing of what it took', async () => {
    const workflow = await test.createWorkflow({ enabled: true });
    await leaveBacklog(workflow);
    const taken: string[] = [];
    const refused: (string | null)[] = [];
    const others: number[] = [];
    let slowest = 0;
    let sending = true;
    const send = async () => {
      while (sending) {
        const sent = performance.now();
        const { status, headers } = await fetch(`${test.url}/api/webhooks/${workflow.key}`, { method: 'POST' });
        if (status === 200) slowest = Math.max(slowest, performance.now() - sent);
        if (status === 200) taken.push(headers.get('x-webhook-delivery') as string);
        else if (status === 503) refused.push(headers.get('retry-after'));
        else others.push(status);
      }
    };
    const senders = Array.from({ length: 8 }, send);
    await test.until(async () => taken.length > 40);
    // The engine stops when we have: what is in its hands then it brings to an end.
    const engineStops = jest.spyOn(Reflect.get(test.engine, 'dispatcher') as { beforeStop(): unknown }, 'beforeStop');
    let ours = 0;
    const began = performance.now();
    engineStops.mockImplementationOnce(function (this: object) {
      ours = performance.now() - began;
      engineStops.mockRestore();
      return (this as { beforeStop(): unknown }).beforeStop();
    });
    await test.app.stop();
    const took = performance.now() - began;
    await new Promise((resolve) => setTimeout(resolve, 50));
    sending = false;
    await Promise.all(senders);

    console.info(`closed in ${ours.toFixed(0)} ms, stopped in ${took.toFixed(0)} ms`);
    expect(ours).toBeGreaterThan(0);
    // On a machine that is busy, in the time of some calls.
    expect(ours).toBeLessThan(Math.max(KILLED_AFTER / 2, 3 * slowest));
    expect(others).toEqual([]);
    expect(refused.length).toBeGreaterThan(0);
    expect(new Set(refused)).toEqual(new Set(['10']));

    await test.stop();
    process.env.WORKER_MODE = '-';
    test = await startApp({ database }).finally(() => delete process.env.WORKER_MODE);
    const left = await deliveriesOf(test, workflow);
    expect(left.filter(({ state }) => state === 'recorded').length).toBeGreaterThan(0);
    // Nothing was left in the hands of the process that has stopped.
    expect(left.filter(({ state, claimedBy }) => claimedBy || !['recorded', 'dispatched'].includes(state))).toEqual([]);

    await test.stop();
    test = await startApp({ database });
    const rows = await test.until(async () => {
      const found = await deliveriesOf(test, workflow);
      return found.every(({ state }) => state === 'dispatched') && found;
    }, 100_000);
    const ids = rows.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(taken));
    expect(ids).toHaveLength(BACKLOG + taken.length);
    const executions = await test.executions(workflow);
    expect(executions.map(({ eventKey }) => eventKey).sort()).toEqual(ids.map((id) => `webhook:${id}`).sort());
  }, 150_000);
});
