import { MIXES, runMix } from '../__tests__/helpers/sqlite-mixes';
import { PEOPLE_PLUGINS } from '../__tests__/helpers/people';
import { startApp } from '../__tests__/helpers/start-app';
import { createTestDatabase } from '../__tests__/helpers/TestDatabase';

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 200);
const IDLE = 15_000;

describe('work side by side, on a database as NocoBase sets it up', () => {
  it.each([...MIXES.keys()])('%s', async (name) => {
    const database = await createTestDatabase({ asHost: true });
    const test = await startApp({ database, acl: true, plugins: PEOPLE_PLUGINS });
    try {
      const start = performance.now();
      const { requests, serverErrors, notBegun } = await runMix(test, name, { rounds: ROUNDS, idle: IDLE });
      const seconds = ((performance.now() - start) / 1_000).toFixed(1);
      const dialect = test.app.db.sequelize.getDialect();
      process.stdout.write(
        `${dialect} | ${name} | ${ROUNDS} rounds in ${seconds} s | 5xx: ${serverErrors} of ${requests} | not begun in 15 s without progress: ${notBegun}\n`,
      );
      expect(requests).toBeGreaterThan(0);
    } finally {
      await test.stop();
      await database.drop();
    }
  });
});
