import Redis from 'ioredis';
import { startApp } from '../helpers/start-app';
import { createTestDatabase, type TestDatabase } from '../helpers/TestDatabase';
import { expectOnce } from './expect-once';
import { PostgresServer } from './PostgresServer';
import { Senders } from './Senders';
import { Serving } from './Serving';

const REDIS = process.env.TEST_REDIS ?? 'redis://127.0.0.1:6379/7';
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('two nodes on one database', () => {
  let server: PostgresServer;
  let database: TestDatabase;
  let nodes: [Serving, Serving];
  beforeAll(async () => {
    server = new PostgresServer();
    await server.create();
    process.env.TEST_DATABASE = server.address;
  });
  afterAll(() => {
    delete process.env.TEST_DATABASE;
    server.drop();
  });
  beforeEach(async () => {
    const redis = new Redis(REDIS);
    await redis.flushdb();
    redis.disconnect();
    database = await createTestDatabase();
    const first = await startApp({ database });
    await first.stop();
    nodes = [0, 1].map(() => new Serving({ database: database.options, redis: REDIS })) as [Serving, Serving];
    for (const node of nodes) await node.start();
  });
  afterEach(async () => {
    await Promise.all(nodes.map((node) => node.stop()));
    await database.drop();
  });

  const api = async (node: Serving, action: string, values: object): Promise<{ id: number; key: string }> => {
    const response = await fetch(`${node.url}/api/${action}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(values),
    });
    const { data } = (await response.json()) as { data: { id: number; key: string } | { id: number; key: string }[] };
    return Array.isArray(data) ? data[0] : data;
  };
  const call = async (node: Serving, path: string) =>
    (await fetch(`${node.url}/api/webhooks/${path}`, { method: 'POST' })).status;

  it('an endpoint is served on the other node in the moment in which it is enabled on the first', async () => {
    const [one, other] = nodes;
    for (let round = 0; round < 10; round += 1) {
      const path = `round-${round}`;
      await api(one, 'workflows:create', { title: path, type: 'webhook', enabled: true, config: { path } });
      expect(await call(other, path)).toBe(200);
    }
  });

  it('a new version, another path and an end are followed', async () => {
    const [one, other] = nodes;
    const { id, key } = await api(one, 'workflows:create', {
      title: 'followed',
      type: 'webhook',
      enabled: true,
      config: { path: 'before' },
    });
    expect(await call(other, 'before')).toBe(200);
    const version = await api(one, `workflows:revision?filterByTk=${id}&filter=${JSON.stringify({ key })}`, {});
    await api(one, `workflows:update?filterByTk=${version.id}`, { config: { path: 'after' } });
    await api(one, `workflows:update?filterByTk=${version.id}`, { enabled: true });
    expect(await call(other, 'after')).toBe(200);
    await pause(200);
    expect(await call(other, 'before')).toBe(404);
    await api(one, `workflows:update?filterByTk=${version.id}`, { enabled: false });
    await pause(200);
    expect(await call(other, 'after')).toBe(404);
    await api(one, `workflows:update?filterByTk=${version.id}`, { enabled: true });
    await api(one, `workflows:destroy?filterByTk=${version.id}`, {});
    await pause(200);
    expect(await call(other, 'after')).toBe(404);
  });

  it('runs each delivery once, and a killed node hands its deliveries to the other', async () => {
    await api(nodes[0], 'workflows:create', {
      title: 'shared',
      type: 'webhook',
      enabled: true,
      config: { path: 'shared', deduplication: { source: 'header', key: 'X-Event' } },
    });
    const senders = new Senders('shared');
    senders.start(nodes[0].url);
    await pause(3_000);
    await nodes[0].kill();
    await senders.stop();
    // The other node takes over without having been started anew.
    await senders.finish(nodes[1].url);
    await expectOnce(database, senders);
  });
});
