import { recoverExpired } from '../../../src/server/inbox/worker/recover-expired';
import { deliveriesOf } from '../../helpers/deliveries';
import { startApp, type TestApp } from '../../helpers/start-app';

describe('a synchronous run that has lost its claim while it waited for its turn', () => {
  let test: TestApp;
  const runs: unknown[] = [];
  beforeAll(async () => {
    process.env.WEBHOOK_SYNC_CONCURRENCY = '1';
    test = await startApp().finally(() => delete process.env.WEBHOOK_SYNC_CONCURRENCY);
    test.engine.registerInstruction('slow', {
      run: async ({ id, config }: { id: number; config: { duration: number } }, _input: unknown, processor: object) => {
        const { n } = Reflect.get(processor, 'execution').context.data;
        runs.push(n);
        // Only the first, so that the others wait.
        if (n === 1) await new Promise((resolve) => setTimeout(resolve, config.duration));
        return { status: 1, nodeId: id };
      },
    });
  });
  afterAll(() => test.stop());

  it('does not run, as its sender’s next try does', async () => {
    const workflow = await test.createWorkflow({
      enabled: true,
      sync: true,
      config: { response: { body: 'done' }, deduplication: { source: 'header', key: 'X-Id' } },
    });
    await workflow.createNode({ type: 'slow', config: { duration: 5_000 } });
    const send = (key: string, n: number) =>
      fetch(`${test.url}/api/webhooks/${workflow.key}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Id': key },
        body: JSON.stringify({ n }),
      }).then(({ status, headers }) => [status, headers.get('retry-after'), headers.get('x-webhook-duplicate')]);
    const recorded = (count: number) => test.until(async () => (await deliveriesOf(test, workflow)).length === count);

    const first = send('other', 1);
    await test.until(async () => runs.length === 1);
    const second = send('same', 2);
    await recorded(2);
    // What another process does when this one has not renewed its claims for too long.
    await recoverExpired(test.app.db, new Date(Date.now() + 60_000), () => undefined);
    const third = send('same', 3);
    await recorded(3);

    expect(await second).toEqual([503, '5', null]);
    expect([await first, await third]).toEqual(Array(2).fill([200, null, null]));
    expect(runs).toEqual([1, 3]);
    const rows = await test.until(async () => {
      const found = await deliveriesOf(test, workflow);
      return found.every(({ state }) => state !== 'running') && found;
    });
    expect(rows.map(({ state, code }) => [state, code])).toEqual([
      ['dispatched', null],
      ['failed', 'interrupted'],
      ['dispatched', null],
    ]);
  });
});
