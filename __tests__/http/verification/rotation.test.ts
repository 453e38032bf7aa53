import { settledDeliveriesOf } from '../../helpers/deliveries';
import { startApp, type TestApp } from '../../helpers/start-app';

describe('a workflow whose versions replace each other under load', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp();
  });
  afterAll(() => test.stop());

  it.each([
    ['asynchronous', false],
    ['synchronous', true],
  ])(
    'takes every call: %s',
    async (_name, sync) => {
      const workflows = test.app.db.getRepository('workflows');
      let version = await test.createWorkflow({ enabled: true, sync });
      const { key } = version;
      const statuses: number[] = [];
      let sending = true;
      const senders = Array.from({ length: 4 }, async () => {
        while (sending) {
          const { status } = await fetch(`${test.url}/api/webhooks/${key}`, { method: 'POST' });
          statuses.push(status);
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
      });
      for (let n = 0; n < 8; n += 1) {
        const sent = statuses.length;
        await test.until(async () => statuses.length >= sent + 4);
        version = await (workflows as unknown as { revision(options: object): Promise<typeof version> }).revision({
          filterByTk: version.id,
          filter: { key },
          context: { app: test.app },
        });
        await workflows.update({ filterByTk: version.id, values: { enabled: true } });
      }
      sending = false;
      await Promise.all(senders);
      expect(statuses.filter((status) => status !== 200)).toEqual([]);
      // A busy server runs some ten a second.
      const rows = await settledDeliveriesOf(test, { key }, 90_000);
      expect(rows.map(({ state }) => state)).toEqual(Array(statuses.length).fill('dispatched'));
      expect(await test.executions(version)).toHaveLength(statuses.length);
    },
    120_000,
  );
});
