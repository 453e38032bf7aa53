import { startApp } from '../__tests__/helpers/start-app';
import { createTestDatabase } from '../__tests__/helpers/TestDatabase';
import { median } from './median';
import { rate } from './rate';

const ROUNDS = 3;

/** Deliveries a second that an endpoint acknowledges, on a database as NocoBase sets it up. */
async function acknowledged(locking: 'host' | 'immediate'): Promise<number> {
  process.env.WEBHOOK_SQLITE_LOCKING = locking;
  const database = await createTestDatabase({ asHost: true });
  const test = await startApp({ database });
  try {
    const { key } = await test.createWorkflow({ enabled: true });
    return await rate(`${test.url}/api/webhooks/${key}`);
  } finally {
    delete process.env.WEBHOOK_SQLITE_LOCKING;
    await test.stop();
    await database.drop();
  }
}

it('transactions that take the write lock at once, against those of the host', async () => {
  const rates = { host: [] as number[], immediate: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    rates.host.push(await acknowledged('host'));
    rates.immediate.push(await acknowledged('immediate'));
  }
  const [host, ours] = [rates.host, rates.immediate].map(median);
  process.stdout.write(
    `sqlite: ${ours.toFixed(0)} acknowledged a second, ${(ours / host).toFixed(2)} of those with WEBHOOK_SQLITE_LOCKING=host (${host.toFixed(0)})\n`,
  );
  expect(ours).toBeGreaterThan(0);
});
