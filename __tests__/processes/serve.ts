import { createServer } from 'node:http';
import { Application } from '@nocobase/server';
import { NAMESPACE } from '../../src/common/constants';
import { useRedis } from './redis-adapters';

const PLUGINS = ['error-handler', 'field-sort', 'workflow', 'environment-variables'];

/** A NocoBase application as a process of its own, with the built plugin; its settings come in the environment. It says `ready <port>`. */
async function serve(): Promise<void> {
  const app = new Application({
    name: 'main',
    instanceId: Number(process.env.TEST_WORKER_ID),
    skipSupervisor: true,
    acl: false,
    resourcer: { prefix: '/api' },
    database: JSON.parse(process.env.TEST_DATABASE_OPTIONS ?? '{}'),
    plugins: [
      ...PLUGINS.map((name) => [name, { name, packageName: `@nocobase/plugin-${name}` }]),
      [NAMESPACE, { name: NAMESPACE, packageName: NAMESPACE }],
    ] as never,
  });
  if (process.env.TEST_REDIS) useRedis(app, process.env.TEST_REDIS);
  await app.db.sequelize.authenticate();
  if (app.db.sequelize.getDialect() === 'sqlite') await app.db.sequelize.query('PRAGMA journal_mode=WAL');
  if (!(await app.isInstalled())) await app.install();
  await app.load();
  await app.start();
  for (const name of [...PLUGINS, NAMESPACE]) {
    if (!app.pm.has(name)) throw new Error(`plugin ${name} is not loaded`);
  }
  const server = createServer((request, response) => app.callback()(request, response));
  server.listen(Number(process.env.TEST_PORT ?? 0), '127.0.0.1', () => {
    const address = server.address();
    if (address && typeof address === 'object') process.stdout.write(`ready ${address.port}\n`);
  });
  process.once('SIGTERM', () => {
    void app.stop().then(() => process.exit(0));
  });
}

serve().catch((error: Error) => {
  console.error(error);
  process.exit(1);
});
