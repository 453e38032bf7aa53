import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Application } from '@nocobase/server';
import type WorkflowPlugin from '@nocobase/plugin-workflow';
import type { WorkflowModel } from '@nocobase/plugin-workflow';
import { NAMESPACE } from '../../src/common/constants';
import type { WebhookConfig } from '../../src/common/WebhookConfig';
import { createTestDatabase, type TestDatabase } from './TestDatabase';

const PLUGINS = ['error-handler', 'field-sort', 'workflow', 'environment-variables'];

/** A real NocoBase application in this process with the plugin under test, on a database file of its own, listening on loopback. */
export interface TestApp {
  app: Application;
  server: Server;
  url: string;
  engine: WorkflowPlugin;
  createWorkflow(values: Partial<WorkflowValues>): Promise<WorkflowModel>;
  executions(workflow: WorkflowModel): Promise<ExecutionRow[]>;
  /** waits, at most 30 seconds or the given milliseconds, until the check gives something */
  until<T>(check: () => Promise<T | undefined | false | null>, atMost?: number): Promise<T>;
  stop(): Promise<void>;
}

export interface WorkflowValues {
  title: string;
  enabled: boolean;
  sync: boolean;
  key: string;
  config: WebhookConfig;
}

export interface ExecutionRow {
  id: number;
  status: number;
  eventKey: string;
  context: Record<string, unknown> & { data: unknown; delivery: Record<string, unknown> };
}

interface StartOptions {
  name?: string;
  /** a database that outlives this start; its maker drops it */
  database?: TestDatabase;
  prefix?: string;
  /** names of further plugins of NocoBase */
  plugins?: string[];
  /** with access control; the plugins `users`, `auth` and `acl` have to be there then */
  acl?: boolean;
  /** is given the application before it is loaded */
  prepare?: (app: Application) => void;
}

let started = 0;
/** A worker id of its own for each application of one test file: NocoBase picks one of 32 at random, and two applications with the same one
 *  generate the same row ids within a second. */
function nextWorkerId(): number {
  started += 1;
  return 1 + (started % 31);
}

export async function startApp(options: StartOptions = {}): Promise<TestApp> {
  const database = options.database ?? (await createTestDatabase());
  const plugins = [...PLUGINS, ...(options.plugins ?? [])];
  const app = new Application({
    name: options.name ?? 'main',
    instanceId: nextWorkerId(),
    skipSupervisor: true,
    acl: options.acl ?? false,
    resourcer: { prefix: options.prefix ?? '/api' },
    database: database.options,
    plugins: [
      ...plugins.map((name) => [name, { name, packageName: `@nocobase/plugin-${name}` }]),
      [NAMESPACE, { name: NAMESPACE, packageName: NAMESPACE }],
    ] as never,
  });
  options.prepare?.(app);
  await app.db.sequelize.authenticate();
  if (app.db.sequelize.getDialect() === 'sqlite' && !database.asHost) {
    await app.db.sequelize.query('PRAGMA journal_mode=WAL');
    await app.db.sequelize.query('PRAGMA synchronous=OFF');
  }
  if (!(await app.isInstalled())) await app.install();
  await app.load();
  await app.start();
  for (const name of [...plugins, NAMESPACE]) {
    if (!app.pm.has(name)) throw new Error(`plugin ${name} is not loaded`);
  }
  // A restart gives the application new middleware, as the gateway knows: it asks for the callback at each request.
  const server = createServer((request, response) => app.callback()(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const engine = app.pm.get<WorkflowPlugin>('workflow');

  return {
    app,
    server,
    engine,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    createWorkflow: (values) =>
      app.db.getRepository('workflows').create({ values: { title: 'Test', type: 'webhook', config: {}, ...values } }),
    executions: async (workflow) => {
      const rows = await app.db.getRepository('executions').find({ filter: { key: workflow.key }, sort: 'id' });
      return rows.map((row: { toJSON(): ExecutionRow }) => row.toJSON());
    },
    until,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await app.destroy();
      if (!options.database) await database.drop();
    },
  };
}

async function until<T>(check: () => Promise<T | undefined | false | null>, atMost = 30_000): Promise<T> {
  const deadline = Date.now() + atMost;
  for (;;) {
    const value = await check();
    if (value) return value;
    if (Date.now() > deadline) throw new Error(`waited for ${atMost} ms in vain`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
