import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { startApp } from '../__tests__/helpers/start-app';
import { median } from './median';
import { rate } from './rate';

const SENDERS = 500;
const ROUNDS = 3;

/** Starts the slow senders. @returns what ends them */
async function crawl(url: string): Promise<() => Promise<void>> {
  const child = spawn('node', ['--import', 'tsx', path.join(__dirname, 'crawl.ts'), url, String(SENDERS)]);
  await once(child.stdout, 'data');
  return async () => {
    const closed = once(child, 'close');
    child.kill();
    await closed;
  };
}

it('traffic beside senders of one byte a second', async () => {
  process.env.WORKER_MODE = '-';
  const test = await startApp();
  // Koa prints each connection that its client breaks off.
  test.app.silent = true;
  try {
    const [busy, slow] = await Promise.all([
      test.createWorkflow({ enabled: true }),
      test.createWorkflow({ enabled: true }),
    ]);
    const [url, slowUrl] = [busy, slow].map(({ key }) => `${test.url}/api/webhooks/${key}`);
    const rates = { alone: [] as number[], beside: [] as number[] };
    for (let round = 0; round < ROUNDS; round += 1) {
      rates.alone.push(await rate(url));
      const stop = await crawl(slowUrl);
      rates.beside.push(await rate(url));
      await stop();
    }
    const [alone, beside] = [rates.alone, rates.beside].map(median);
    process.stdout.write(
      `${test.app.db.sequelize.getDialect()}: ${beside.toFixed(0)} deliveries a second beside ${SENDERS} slow senders, ${(beside / alone).toFixed(2)} of those without them (${alone.toFixed(0)})\n`,
    );
    expect(beside).toBeGreaterThan(0);
  } finally {
    delete process.env.WORKER_MODE;
    await test.stop();
  }
});
