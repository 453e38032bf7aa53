import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startApp } from '../helpers/start-app';
import { createTestDatabase, type TestDatabase } from '../helpers/TestDatabase';
import { expectOnce } from './expect-once';
import { PostgresServer } from './PostgresServer';
import { Senders } from './Senders';
import { Serving } from './Serving';

const KILLS = Number(process.env.CRASH_KILLS ?? 50);
const PATH = 'crash';
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Waits until more events than this have been acknowledged. @throws Error after a minute */
async function moreThan(senders: Senders, count: number): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (senders.acknowledged.length <= count) {
    if (Date.now() > deadline) throw new Error(`no more than ${count} events were acknowledged`);
    await pause(50);
  }
}

/** Makes the endpoint, in an application that has ended when this resolves. */
async function prepare(database: TestDatabase): Promise<void> {
  const test = await startApp({ database });
  await test.createWorkflow({
    enabled: true,
    config: { path: PATH, deduplication: { source: 'header', key: 'X-Event' } },
  });
  await test.stop();
}

describe.each(['sqlite', 'postgres'])('on %s', (dialect) => {
  let server: PostgresServer | undefined;
  let database: TestDatabase;
  beforeAll(async () => {
    if (dialect === 'postgres') {
      server = new PostgresServer();
      await server.create();
      process.env.TEST_DATABASE = server.address;
    } else {
      delete process.env.TEST_DATABASE;
    }
  });
  afterAll(() => {
    delete process.env.TEST_DATABASE;
    server?.drop();
  });
  beforeEach(async () => {
    database = await createTestDatabase();
    await prepare(database);
  });
  afterEach(() => database.drop());

  it(`a process that is killed ${KILLS} times under load loses nothing and runs nothing twice`, async () => {
    const serving = new Serving({ database: database.options });
    const senders = new Senders(PATH);
    for (let kill = 0; kill < KILLS; kill += 1) {
      await serving.start();
      senders.start(serving.url);
      await pause(100 + Math.random() * 1_500);
      await serving.kill();
      await senders.stop();
    }
    const { events } = await expectOnce(database, senders);
    console.info(`${dialect}: ${KILLS} kills, ${events} events`);
  });

  it('an ordinary stop under load loses nothing and runs nothing twice', async () => {
    const serving = new Serving({ database: database.options });
    const senders = new Senders(PATH);
    for (let stop = 0; stop < 3; stop += 1) {
      await serving.start();
      senders.start(serving.url);
      await pause(1_000);
      await serving.stop();
      await senders.stop();
    }
    await expectOnce(database, senders);
  });
});

describe('a database that goes away', () => {
  it('makes senders try again; nothing is lost when it is back', async () => {
    const server = new PostgresServer();
    await server.create();
    process.env.TEST_DATABASE = server.address;
    try {
      const database = await createTestDatabase();
      await prepare(database);
      const serving = new Serving({ database: database.options });
      const senders = new Senders(PATH);
      await serving.start();
      senders.start(serving.url);
      for (let round = 0; round < 3; round += 1) {
        await pause(1_000);
        server.stop();
        await pause(1_000);
        server.start();
      }
      // It serves again without having been started anew.
      await moreThan(senders, senders.acknowledged.length);
      await senders.stop();
      await serving.stop();
      await expectOnce(database, senders);
    } finally {
      delete process.env.TEST_DATABASE;
      server.drop();
    }
  });
});

describe('a disk that is full', () => {
  const mount = fs.mkdtempSync(path.join(os.tmpdir(), 'webhook-full-'));
  beforeAll(() => execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', mount]));
  afterAll(() => {
    execFileSync('umount', ['--lazy', mount]);
    fs.rmdirSync(mount);
  });

  it('makes senders try again; nothing is lost when there is room', async () => {
    const database: TestDatabase = {
      options: {
        dialect: 'sqlite',
        storage: path.join(mount, 'db.sqlite'),
        logging: false,
        transactionType: 'IMMEDIATE',
      },
      drop: async () => undefined,
    };
    await prepare(database);
    const ballast = path.join(mount, 'ballast');
    // Without the floor that would refuse long before: here the disk itself has to be full.
    const serving = new Serving({ database: database.options, env: { WEBHOOK_MIN_FREE_DISK: '0' } });
    const senders = new Senders(PATH);
    await serving.start();
    senders.start(serving.url);
    await moreThan(senders, 0);
    fillUp(ballast);
    await pause(3_000);
    const full = senders.acknowledged.length;
    await pause(1_000);
    // Nothing was acknowledged that can't have been stored.
    expect(senders.acknowledged.length).toBe(full);
    fs.rmSync(ballast);
    await moreThan(senders, full);
    await senders.stop();
    await serving.stop();
    await expectOnce(database, senders);
  });
});

/** Writes until nothing more fits. */
function fillUp(file: string): void {
  const chunk = Buffer.alloc(64 * 1024);
  const handle = fs.openSync(file, 'w');
  try {
    for (;;) fs.writeSync(handle, chunk);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  } finally {
    fs.closeSync(handle);
  }
}
