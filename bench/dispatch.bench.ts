import { performance } from 'node:perf_hooks';
import { startApp, type TestApp } from '../__tests__/helpers/start-app';
import { fillBacklog } from '../__tests__/helpers/fill-backlog';
import { median } from './median';

const COUNT = Number(process.env.BENCH_DISPATCHES ?? 1_000);
const ROUNDS = 3;

/** Waits until a workflow has so many executions that have ended. */
async function ended({ app, until }: TestApp, key: string, count: number): Promise<void> {
  const Execution = app.db.getModel('executions');
  await until(async () => (await Execution.count({ where: { key, status: 1 } })) >= count, 600_000);
}

/** Executions a second that the engine alone makes, given as many events at once as the worker gives it. */
async function floor(test: TestApp): Promise<number> {
  const workflow = await test.createWorkflow({ enabled: true });
  const start = performance.now();
  for (let n = 0; n < COUNT; n += 20) {
    for (let one = n; one < n + 20; one += 1) {
      void test.engine.trigger(workflow, { data: {} }, { eventKey: `${workflow.key}-${one}` });
    }
    await ended(test, workflow.key, n + 20);
  }
  return (COUNT * 1_000) / (performance.now() - start);
}

/** Deliveries a second that leave a backlog in the table. */
async function drain(test: TestApp): Promise<number> {
  const workflow = await test.createWorkflow({ enabled: true });
  const start = performance.now();
  await fillBacklog(test.app.db, workflow, COUNT);
  await ended(test, workflow.key, COUNT);
  return (COUNT * 1_000) / (performance.now() - start);
}

it('a backlog against the engine alone', async () => {
  const test = await startApp();
  try {
    const rates = { floor: [] as number[], drain: [] as number[] };
    for (let round = 0; round < ROUNDS; round += 1) {
      rates.floor.push(await floor(test));
      rates.drain.push(await drain(test));
    }
    const [engine, ours] = [rates.floor, rates.drain].map(median);
    const dialect = test.app.db.sequelize.getDialect();
    process.stdout.write(
      `${dialect}: ${ours.toFixed(0)} deliveries a second leave a backlog, ${(ours / engine).toFixed(2)} of what the engine alone makes (${engine.toFixed(0)})\n`,
    );
    expect(ours).toBeGreaterThan(0);
  } finally {
    await test.stop();
  }
});
