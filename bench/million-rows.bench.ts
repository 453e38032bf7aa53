import { performance } from 'node:perf_hooks';
import type Database from '@nocobase/database';
import { deliveryStats } from '../src/server/actions/deliveries/delivery-stats';
import { findDelivery } from '../src/server/actions/deliveries/get-delivery';
import { listDeliveries } from '../src/server/actions/deliveries/list-deliveries';
import { claim, release } from '../src/server/inbox/worker/claim';
import type { DeliveryRow } from '../src/server/inbox/row/DeliveryRow';
import { insertDeliveries } from '../src/server/inbox/insert-deliveries';
import { purge } from '../src/server/inbox/purge';
import { startApp } from '../__tests__/helpers/start-app';
import { fillDeliveries, type Filling } from './fill-deliveries';

const ROWS = Number(process.env.BENCH_ROWS ?? 1_000_000);
const FEW: Filling = { rows: 1_000, held: 50, due: 50 };
const MANY: Filling = { rows: ROWS, held: Math.min(50_000, ROWS / 10), due: 50 };
const ROUNDS = 7;

const idOf = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const owner = 'bench';
let inserted = 0;
const newRow = (values: object = {}) =>
  ({
    id: `01a00000-0000-7000-8000-${String((inserted += 1)).padStart(12, '0')}`,
    state: 'dispatched',
    workflowKey: 'key1',
    workflowId: 1,
    workflowTitle: '',
    receivedAt: new Date(),
    rawBody: Buffer.alloc(200),
    ...values,
  }) as DeliveryRow;

/** What is measured, each on a table that holds so many rows. */
const WORKS: [string, (db: Database, rows: number) => Promise<unknown>][] = [
  ['first page', (db) => listDeliveries(db, {})],
  ['page of one state', (db) => listDeliveries(db, { filter: { state: 'refused' } })],
  ['page of a state that none has', (db) => listDeliveries(db, { filter: { state: 'failed' } })],
  ['page of one endpoint', (db) => listDeliveries(db, { filter: { workflowKey: 'key7' } })],
  ['page of one endpoint and state', (db) => listDeliveries(db, { filter: { workflowKey: 'key7', state: 'refused' } })],
  [
    'page of a time',
    (db) => listDeliveries(db, { filter: { receivedAt: { $dateBefore: new Date(Date.now() - 864e6).toISOString() } } }),
  ],
  ['one delivery', (db, rows) => findDelivery(db, idOf(rows / 2))],
  ['insert', (db) => insertDeliveries(db, [newRow()])],
  ['insert of a duplicate', (db) => insertDeliveries(db, [newRow({ dedupKey: String(2).padStart(64, '0') })])],
  [
    'claim of 50',
    async (db) => {
      const now = new Date();
      const claimed = await claim(db, { owner, now, until: new Date(+now + 9_000), rows: 50, size: 1e6 });
      expect(claimed).toHaveLength(50);
      await release(
        db,
        claimed.map(({ id }) => id),
        owner,
      );
    },
  ],
  [
    'look when nothing is due',
    // The first takes all that is due, and is not the median.
    (db) => claim(db, { owner, now: new Date(), until: new Date(Date.now() + 9_000), rows: 50, size: 1e6 }),
  ],
  ['backlog', (db) => db.getModel('webhookDeliveries').count({ where: { state: ['recorded', 'claimed'] } })],
  ['calls of 24 hours', (db) => deliveryStats(db, {}, Date.now())],
  [
    'purge of one batch',
    (db, rows) =>
      purge(db, { before: new Date(Date.now() - 28 * 864e5), rows, now: new Date(), pause: async () => false }),
  ],
];

/** Milliseconds of one call: the median of several. */
async function median(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)];
}

async function measure(filling: Filling): Promise<number[]> {
  process.env.WORKER_MODE = '-';
  const test = await startApp().finally(() => delete process.env.WORKER_MODE);
  try {
    await fillDeliveries(test.app.db, filling);
    const times: number[] = [];
    for (const [, work] of WORKS) times.push(await median(() => work(test.app.db, filling.rows)));
    return times;
  } finally {
    await test.stop();
  }
}

it(`deliveries in a table of ${ROWS} rows`, async () => {
  const floor = await measure(FEW);
  const times = await measure(MANY);
  const lines = WORKS.map(([name], n) => {
    const ratio = (times[n] / floor[n]).toFixed(1);
    return `${name}: ${times[n].toFixed(1)} ms, ${ratio} times that of ${FEW.rows} rows (${floor[n].toFixed(1)} ms)`;
  });
  process.stdout.write(`${lines.join('\n')}\n`);
});
