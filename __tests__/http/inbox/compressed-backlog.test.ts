import { gzipSync } from 'node:zlib';
import { claim } from '../../../src/server/inbox/worker/claim';
import { startApp, type TestApp } from '../../helpers/start-app';

const MIB = 1024 * 1024;
const CALLS = 24;

describe('compressed bodies that are large when they are decompressed', () => {
  let test: TestApp;
  beforeAll(async () => {
    // Nobody dispatches here.
    process.env.WORKER_MODE = '-';
    test = await startApp().finally(() => delete process.env.WORKER_MODE);
  });
  afterAll(() => test.stop());

  it('are written and claimed by what they hold, not by what was sent', async () => {
    const workflow = await test.createWorkflow({ enabled: true });
    const body = new Uint8Array(gzipSync(JSON.stringify('x'.repeat(1_000_000))));
    expect(body.length).toBeLessThan(2_000);
    const headers = { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' };
    const inserts = jest.spyOn(test.app.db.getModel('webhookDeliveries'), 'bulkCreate');
    const statuses = await Promise.all(
      Array.from({ length: CALLS }, () =>
        fetch(`${test.url}/api/webhooks/${workflow.key}`, { method: 'POST', headers, body }).then(
          ({ status }) => status,
        ),
      ),
    );
    expect(statuses).toEqual(Array(CALLS).fill(200));
    const groups = inserts.mock.calls.map(([rows]) => rows.length);
    inserts.mockRestore();
    expect(groups.reduce((sum, rows) => sum + rows, 0)).toBe(CALLS);
    expect(Math.max(...groups)).toBeLessThanOrEqual(4);

    const now = new Date();
    const until = new Date(now.getTime() + 60_000);
    const claimed = await claim(test.app.db, { owner: 'me', now, until, rows: 50, size: 8 * MIB });
    const held = claimed.reduce((sum, { context }) => sum + JSON.stringify(context).length, 0);
    expect(claimed.length).toBeGreaterThan(4);
    expect(held).toBeLessThan(8 * MIB);
    const sizes = claimed.reduce((sum, { size }) => sum + size, 0);
    expect(sizes).toBeGreaterThanOrEqual(held);
    expect(sizes).toBeLessThan(8 * MIB);
  });

  it('of older rows the size of the body is taken', async () => {
    const row = (id: string, bodySize: number | null, contextSize?: number) => ({
      id,
      state: 'recorded',
      workflowKey: 'older',
      context: {},
      bodySize,
      contextSize,
      receivedAt: new Date(),
    });
    const Delivery = test.app.db.getModel('webhookDeliveries');
    await Delivery.destroy({ where: {} });
    await Delivery.bulkCreate([row('1', 600), row('2', null), row('3', 300, 350), row('4', 100)]);
    const now = new Date();
    const claimed = await claim(test.app.db, { owner: 'me', now, until: now, rows: 50, size: 1_000 });
    expect(claimed.map(({ id, size }) => [id, size])).toEqual([
      ['1', 600],
      ['2', 0],
      ['3', 350],
    ]);
  });
});
