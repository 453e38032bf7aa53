import { deliveriesOf } from '../helpers/deliveries';
import { startApp, type TestApp } from '../helpers/start-app';
import { createTestDatabase, type TestDatabase } from '../helpers/TestDatabase';

// NocoBase's default launcher kills then.
const KILLED_AFTER = 1_600;

describe('an application that stops while synchronous runs go on', () => {
  let database: TestDatabase;
  let test: TestApp;
  const seen: unknown[] = [];
  const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  beforeEach(async () => {
    seen.length = 0;
    database = await createTestDatabase();
    process.env.WEBHOOK_SYNC_CONCURRENCY = '1';
    test = await startApp({ database }).finally(() => delete process.env.WEBHOOK_SYNC_CONCURRENCY);
    test.engine.registerInstruction('slow', {
      run: async ({ id, config }: { id: number; config: { duration: number } }, _input: unknown, processor: object) => {
        seen.push(Reflect.get(processor, 'execution').context.data.n);
        await pause(config.duration);
        return { status: 1, nodeId: id };
      },
    } as never);
  });
  afterEach(async () => {
    await test.stop();
    await database.drop();
  });

  const create = async (duration: number) => {
    const workflow = await test.createWorkflow({
      enabled: true,
      sync: true,
      config: { response: { body: 'done' }, deduplication: { source: 'header', key: 'X-Id' } },
    });
    await workflow.createNode({ type: 'slow', config: { duration } });
    return workflow;
  };
  const send = ({ key }: { key: string }, n: number) =>
    fetch(`${test.url}/api/webhooks/${key}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Id': String(n) },
      body: JSON.stringify({ n }),
    });
  /** What is left on the table, read by a process that changes nothing of it. */
  const rowsAfterwards = async (workflow: { key: string }) => {
    await test.stop();
    process.env.WORKER_MODE = '-';
    test = await startApp({ database }).finally(() => delete process.env.WORKER_MODE);
    return deliveriesOf(test, workflow);
  };

  it('lets one that is about to end be answered and settled, and refuses those that wait', async () => {
    const workflow = await create(350);
    const running = send(workflow, 1);
    await test.until(async () => seen.length === 1);
    const waiting = send(workflow, 2);
    await test.until(async () => (await deliveriesOf(test, workflow)).length === 2);
    await pause(100);
    await test.app.stop();
    const [first, second] = await Promise.all([running, waiting]);

    expect([first.status, await first.text()]).toEqual([200, 'done']);
    expect([second.status, second.headers.get('retry-after')]).toEqual([503, '5']);
    const rows = await rowsAfterwards(workflow);
    expect(rows).toMatchObject([
      { state: 'dispatched', status: 200, answer: { body: 'done' }, claimedBy: null },
      { state: 'failed', code: 'unavailable', reason: 'shutting down', dedupKey: null, claimedBy: null },
    ]);
    expect(await test.executions(workflow)).toMatchObject([{ id: rows[0].executionId, status: 1 }]);
    expect(seen).toEqual([1]);
  });

  it('is gone before it is killed, however long one takes', async () => {
    const workflow = await create(2_500);
    const running = send(workflow, 1);
    await test.until(async () => seen.length === 1);
    const began = performance.now();
    await test.app.stop();
    expect(performance.now() - began).toBeLessThan(KILLED_AFTER);
    await running;
  });
});
