import type http from 'node:http';
import { startApp, type TestApp } from '../__tests__/helpers/start-app';
import { median } from './median';
import { rate } from './rate';

const ROUNDS = 3;

/** Adds the two floors to the application: an empty answer, and one row by the ORM, then an answer. */
async function addFloors({ app }: TestApp): Promise<void> {
  app.db.collection({ name: 'benchRows', fields: [{ type: 'json', name: 'body' }] });
  await app.db.sync();
  const Row = app.db.getModel('benchRows');
  app.use(
    async (
      ctx: { path: string; req: http.IncomingMessage; status: number; body: string },
      next: () => Promise<void>,
    ) => {
      if (!ctx.path.startsWith('/api/floor/')) return next();
      const chunks: Buffer[] = [];
      for await (const chunk of ctx.req) chunks.push(chunk as Buffer);
      if (ctx.path.endsWith('/row')) await Row.create({ body: JSON.parse(Buffer.concat(chunks).toString()) });
      ctx.status = 200;
      ctx.body = 'ok';
    },
    { tag: 'floors', after: ['errorHandler'], before: ['bodyParser'] },
  );
}

it.each([
  ['recorded by a process that runs nothing', '-'],
  ['recorded by a process that also runs them', ''],
])('asynchronous deliveries, %s', async (name, mode) => {
  process.env.WORKER_MODE = mode;
  process.env.WEBHOOK_MAX_BACKLOG = '10000000';
  const test = await startApp();
  try {
    await addFloors(test);
    const { key } = await test.createWorkflow({ enabled: true });
    const paths = ['floor/empty', 'floor/row', `webhooks/${key}`];
    const rates: number[][] = paths.map(() => []);
    // By turns, so that what else the machine does meets all of them.
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [n, path] of paths.entries()) rates[n].push(await rate(`${test.url}/api/${path}`));
    }
    const [empty, row, ours] = rates.map(median);
    const line = `${name}: ${ours.toFixed(0)} a second, ${(ours / row).toFixed(2)} of one row (${row.toFixed(0)}), ${(ours / empty).toFixed(2)} of an empty answer (${empty.toFixed(0)})`;
    process.stdout.write(`${test.app.db.sequelize.getDialect()}: ${line}\n`);
    expect(ours).toBeGreaterThan(0);
  } finally {
    delete process.env.WORKER_MODE;
    delete process.env.WEBHOOK_MAX_BACKLOG;
    await test.stop();
  }
});
