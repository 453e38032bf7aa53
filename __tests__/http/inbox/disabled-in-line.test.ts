import { deliveriesOf, settledDeliveriesOf } from '../../helpers/deliveries';
import { startApp, type TestApp } from '../../helpers/start-app';

describe('a synchronous call whose workflow is disabled while it waits for its turn', () => {
  let test: TestApp;
  beforeAll(async () => {
    process.env.WEBHOOK_SYNC_CONCURRENCY = '1';
    test = await startApp().finally(() => delete process.env.WEBHOOK_SYNC_CONCURRENCY);
    test.engine.registerInstruction('slow', {
      run: async ({ id }: { id: number }) => {
        await new Promise((resolve) => setTimeout(resolve, 800));
        return { status: 1, nodeId: id };
      },
    });
  });
  afterAll(() => test.stop());

  it('has not run: the sender tries again, and is no duplicate then', async () => {
    const config = { response: { body: 'done' }, deduplication: { source: 'header' as const, key: 'X-Id' } };
    const create = () => test.createWorkflow({ enabled: true, sync: true, config });
    const [other, workflow] = [await create(), await create()];
    await other.createNode({ type: 'slow', config: {} });
    const send = (key: string) =>
      fetch(`${test.url}/api/webhooks/${key}`, { method: 'POST', headers: { 'X-Id': '1' } }).then((answer) => [
        answer.status,
        answer.headers.get('x-webhook-duplicate'),
      ]);
    const first = send(other.key);
    await test.until(async () => (await deliveriesOf(test, other)).length === 1);
    const second = send(workflow.key);
    await test.until(async () => (await deliveriesOf(test, workflow)).length === 1);
    await workflow.update({ enabled: false });

    expect(await first).toEqual([200, null]);
    expect(await second).toEqual([503, null]);
    expect(await settledDeliveriesOf(test, workflow)).toMatchObject([{ state: 'failed', dedupKey: null }]);
    expect(await test.executions(workflow)).toEqual([]);
    await workflow.update({ enabled: true });
    expect(await send(workflow.key)).toEqual([200, null]);
  });
});
