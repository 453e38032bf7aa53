import { deliveriesOf } from '../../helpers/deliveries';
import { startApp, type TestApp } from '../../helpers/start-app';
import { createTestDatabase, type TestDatabase } from '../../helpers/TestDatabase';

describe('an application that stops while synchronous runs go on', () => {
  let database: TestDatabase;
  let test: TestApp;
  const seen: unknown[] = [];
  let end: () => void;
  const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  beforeEach(async () => {
    seen.length = 0;
    const ended = new Promise<void>((resolve) => (end = resolve));
    database = await createTestDatabase();
    process.env.WEBHOOK_SYNC_CONCURRENCY = '1';
    test = await startApp({ database }).finally(() => delete process.env.WEBHOOK_SYNC_CONCURRENCY);
    // It goes on until the test ends it.
    test.engine.registerInstruction('slow', {
      run: async ({ id }: { id: number }, _input: unknown, processor: object) => {
        seen.push(Reflect.get(processor, 'execution').context.data.n);
        await ended;
        return { status: 1, nodeId: id };
      },
    });
  });
  afterEach(async () => {
    await test.stop();
    await database.drop();
  });

  const create = async () => {
    const workflow = await test.createWorkflow({
      enabled: true,
      sync: true,
      config: { response: { body: 'done' }, deduplication: { source: 'header', key: 'X-Id' } },
    });
    await workflow.createNode({ type: 'slow', config: {} });
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
    const workflow = await create();
    const running = send(workflow, 1);
    await test.until(async () => seen.length === 1);
    const waiting = send(workflow, 2);
    await test.until(async () => (await deliveriesOf(test, workflow)).length === 2);
    const stopped = test.app.stop();
    await pause(100);
    end();
    await stopped;
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

  it('stops, however long one takes', async () => {
    const workflow = await create();
    const running = send(workflow, 1).catch(() => undefined);
    await test.until(async () => seen.length === 1);
    await test.app.stop();
    end();
    await running;
  });
});
