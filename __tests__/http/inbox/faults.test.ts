import fs from 'node:fs';
import path from 'node:path';
import supertest from 'supertest';
import type { DeliveryRow } from '../../../src/server/inbox/row/DeliveryRow';
import { insertDeliveries } from '../../../src/server/inbox/insert-deliveries';
import { deliveriesOf, settledDeliveriesOf } from '../../helpers/deliveries';
import { startApp, type TestApp } from '../../helpers/start-app';

const MARK = 'm4rked-by-the-sender';
const onSqlite = process.env.TEST_DATABASE ? it.skip : it;

describe('faults of the database', () => {
  let test: TestApp;
  const level = process.env.LOGGER_LEVEL;
  beforeAll(async () => {
    process.env.LOGGER_LEVEL = 'info';
    test = await startApp();
  });
  afterAll(async () => {
    process.env.LOGGER_LEVEL = level;
    await test.stop();
  });

  const tableOf = (collection: string) => test.app.db.getModel(collection).getTableName() as never;
  /** Runs without the table, which is back afterwards. */
  const without = async <T>(collection: string, work: () => Promise<T>): Promise<T> => {
    const tables = test.app.db.sequelize.getQueryInterface();
    await tables.renameTable(tableOf(collection), 'out_of_reach');
    try {
      return await work();
    } finally {
      await tables.renameTable('out_of_reach', tableOf(collection));
    }
  };
  const post = ({ key }: { key: string }) =>
    supertest(test.server)
      .post(`/api/webhooks/${key}?q=${MARK}`)
      .set({ 'X-Mark': MARK, Authorization: `Bearer ${MARK}` })
      .send({ mark: MARK });
  /** All that has been logged so far. */
  const logged = () => {
    const files = fs.readdirSync(process.env.LOGGER_BASE_PATH as string, { recursive: true, withFileTypes: true });
    return files
      .filter((file) => file.isFile())
      .map((file) => fs.readFileSync(path.join(file.parentPath, file.name), 'utf8'))
      .join('\n');
  };

  it.each([
    ['asynchronous', false],
    ['synchronous', true],
  ])(
    'an %s delivery that cannot be stored is refused, and the log says only the kind of fault',
    async (_name, sync) => {
      const workflow = await test.createWorkflow({
        enabled: true,
        sync,
        config: { verification: { type: 'bearer', tokens: [MARK] } },
      });
      const response = await without('webhookDeliveries', () => post(workflow));
      expect(response.status).toBe(503);
      expect(response.headers['retry-after']).toBe('10');
      expect(response.body.errors).toMatchObject([{ code: 'unavailable' }]);
      expect(response.text).not.toMatch(new RegExp(`${MARK}|sql|sequelize|table`, 'i'));
      const log = await test.until(async () => {
        const text = logged();
        return text.includes(`delivery ${response.headers['x-webhook-delivery']} could not be stored`) && text;
      });
      expect(log).toContain('SequelizeDatabaseError');
      expect(log).not.toContain(MARK);
      expect(await test.executions(workflow)).toEqual([]);
      expect((await post(workflow)).status).toBe(200);
      expect(await settledDeliveriesOf(test, workflow)).toMatchObject([{ state: 'dispatched' }]);
    },
  );

  it('a page of another origin can read that its call failed on the way', async () => {
    const origin = 'https://example.com';
    const workflow = await test.createWorkflow({ enabled: true, config: { cors: { origins: [origin] } } });
    test.engine.enabledCache.delete(workflow.id);
    const response = await without('workflows', () => post(workflow).set('Origin', origin));
    test.engine.enabledCache.set(workflow.id, workflow);
    expect([response.status, response.headers['retry-after']]).toEqual([503, '60']);
    expect(response.headers).toMatchObject({ 'access-control-allow-origin': origin, vary: 'Origin' });
  });

  it('a call that fails on the way is refused, and the log of deliveries says so', async () => {
    const workflow = await test.createWorkflow({ enabled: true });
    test.engine.enabledCache.delete(workflow.id);
    const response = await without('workflows', () => post(workflow));
    test.engine.enabledCache.set(workflow.id, workflow);
    expect([response.status, response.headers['retry-after']]).toEqual([503, '60']);
    const rows = await test.until(async () => {
      const found = await deliveriesOf(test, workflow);
      return found.length > 0 && found;
    });
    expect(rows).toMatchObject([{ state: 'refused', code: 'unavailable', reason: 'fault', status: 503 }]);
    expect(rows[0].id).toBe(response.headers['x-webhook-delivery']);
    expect((await post(workflow)).status).toBe(200);
  });

  it('a delivery whose execution cannot be stored is tried again, and nothing of it is in our logs', async () => {
    const workflow = await test.createWorkflow({ enabled: true });
    // What the engine still has in hand of the tests before would fail too.
    const going = { $or: [{ status: null }, { status: 0 }] };
    await test.until(async () => (await test.app.db.getRepository('executions').count({ filter: going })) === 0);
    await without('executions', async () => {
      expect((await post(workflow)).status).toBe(200);
      await test.until(async () => (await deliveriesOf(test, workflow))[0]?.attempts);
    });
    expect(await settledDeliveriesOf(test, workflow)).toMatchObject([{ state: 'dispatched' }]);
    expect(await test.executions(workflow)).toHaveLength(1);
    // NocoBase's engine logs its own statement that failed, on servers with the values in it: what the executions table would hold.
    const onServer = Boolean(process.env.TEST_DATABASE);
    const ours = logged()
      .split('\n')
      .filter((line) => !onServer || !line.includes('"message":"failed to create execution:"'));
    expect(ours.join('\n')).not.toContain(MARK);
  });

  it('a row that the database does not take keeps no other out', async () => {
    const row = (id: string, values: object = {}) =>
      ({ id, state: 'refused', workflowKey: 'poison', receivedAt: new Date(), ...values }) as DeliveryRow;
    const errors = await insertDeliveries(test.app.db, [
      row('good-1'),
      row('bad', { workflowKey: null }),
      row('good-2'),
      row('good-1'),
    ]);
    expect(errors.map(Boolean)).toEqual([false, true, false, false]);
    expect((await deliveriesOf(test, { key: 'poison' })).map(({ id }) => id)).toEqual(['good-1', 'good-2']);
  });

  onSqlite('an almost full disk lets nothing in', async () => {
    process.env.WEBHOOK_MIN_FREE_DISK = String(Number.MAX_SAFE_INTEGER);
    const full = await startApp().finally(() => delete process.env.WEBHOOK_MIN_FREE_DISK);
    try {
      const workflow = await full.createWorkflow({ enabled: true });
      const response = await supertest(full.server).post(`/api/webhooks/${workflow.key}`).send({});
      expect([response.status, response.headers['retry-after']]).toEqual([503, '10']);
      const [row] = await full.until(async () => {
        const rows = await deliveriesOf(full, workflow);
        return rows.length > 0 && rows;
      });
      expect(row).toMatchObject({ state: 'refused', code: 'unavailable', reason: 'the disk is almost full' });
    } finally {
      await full.stop();
    }
  });
});
