import { createTestDatabase, type TestDatabase } from '../../helpers/TestDatabase';
import { PEOPLE_PLUGINS, signInRoot } from '../../helpers/people';
import { MIXES, runMix } from '../../helpers/sqlite-mixes';
import { startApp, type TestApp } from '../../helpers/start-app';

const ROUNDS = 12;
const IDLE = 15_000;

/** On a database as NocoBase sets it up: SQLite waits for the disk and keeps its rollback journal. */
describe('work side by side', () => {
  let database: TestDatabase;
  let test: TestApp;
  beforeAll(async () => {
    database = await createTestDatabase({ asHost: true });
    test = await startApp({ database, acl: true, plugins: PEOPLE_PLUGINS });
  });
  afterAll(async () => {
    await test.stop();
    await database.drop();
  });

  it.each([...MIXES.keys()])('%s: nothing is answered 5xx, and nothing is left behind', async (name) => {
    const { requests, ...result } = await runMix(test, name, { rounds: ROUNDS, idle: IDLE });
    expect(requests).toBeGreaterThanOrEqual(ROUNDS);
    expect(result).toEqual({ serverErrors: 0, notBegun: 0 });
  });

  it('32 saves at once all succeed', async () => {
    const root = await signInRoot(test);
    const statuses = await Promise.all(
      Array.from({ length: 32 }, (_, n) =>
        root
          .post('/api/users:update?filterByTk=1')
          .send({ nickname: `Root ${n}` })
          .then(({ status }) => status),
      ),
    );
    expect(statuses).toEqual(statuses.map(() => 200));
  });
});

describe('WEBHOOK_SQLITE_LOCKING', () => {
  const isSqlite = !process.env.TEST_DATABASE;
  const typeOf = async (setting: string | undefined): Promise<unknown> => {
    if (setting !== undefined) process.env.WEBHOOK_SQLITE_LOCKING = setting;
    const test = await startApp();
    try {
      return (test.app.db.sequelize as unknown as { options: { transactionType: string } }).options.transactionType;
    } finally {
      delete process.env.WEBHOOK_SQLITE_LOCKING;
      await test.stop();
    }
  };

  it.each([
    ['host', 'DEFERRED'],
    ['immediate', isSqlite ? 'IMMEDIATE' : 'DEFERRED'],
    ['anything else', isSqlite ? 'IMMEDIATE' : 'DEFERRED'],
    [undefined, isSqlite ? 'IMMEDIATE' : 'DEFERRED'],
  ])('%s makes transactions %s', async (setting, type) => {
    expect(await typeOf(setting)).toBe(type);
  });
});
