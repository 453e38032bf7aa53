import supertest from 'supertest';
import type { WorkflowModel } from '@nocobase/plugin-workflow';
import { signInRoot, type Person } from './people';
import type { TestApp } from './start-app';

/** What one mix of work came to. */
export interface MixResult {
  /** requests of senders and people */
  requests: number;
  /** of them answered with 500 or above */
  serverErrors: number;
  /** executions and deliveries that still waited when nothing had begun for a while */
  notBegun: number;
}

interface Workbench {
  test: TestApp;
  root: Person;
  asynchronous: WorkflowModel;
  synchronous: WorkflowModel;
}

/** One round: gives the status of each answer. */
type Round = (bench: Workbench, n: number) => Promise<number[]>;

const send = ({ test }: Workbench, { key }: { key: string }, method: 'post' | 'put' = 'post') =>
  supertest(test.server)
    [method](`/api/webhooks/${key}`)
    .send({ n: 1 })
    .then(({ status }) => status);
const times = <T>(count: number, make: () => Promise<T>) => Promise.all(Array.from({ length: count }, make));
const saveUser = ({ root }: Workbench, n: number) =>
  root
    .post('/api/users:update?filterByTk=1')
    .send({ nickname: `Root ${n}` })
    .then(({ status }) => status);

/** Work that goes on side by side in an application, by name. Each round of it once left executions behind or was answered 5xx on SQLite. */
export const MIXES: ReadonlyMap<string, Round> = new Map<string, Round>([
  [
    'an asynchronous request, then a synchronous one of another workflow',
    async (bench) => [await send(bench, bench.asynchronous), await send(bench, bench.synchronous)],
  ],
  [
    'accepted, then a refused one',
    async (bench) => [await send(bench, bench.asynchronous), await send(bench, bench.asynchronous, 'put')],
  ],
  [
    'accepted, while an administrator saves a user',
    (bench, n) => Promise.all([send(bench, bench.asynchronous), saveUser(bench, n)]),
  ],
  ['four synchronous at once', (bench) => times(4, () => send(bench, bench.synchronous))],
  ['eight asynchronous at once', (bench) => times(8, () => send(bench, bench.asynchronous))],
  [
    'a workflow saved beside ten requests a second',
    async (bench, n) => {
      const saved = bench.root
        .post(`/api/workflows:update?filterByTk=${bench.synchronous.id}`)
        .send({ title: `Title ${n}`, description: `${n}` })
        .then(({ status }) => status);
      const statuses = [send(bench, bench.asynchronous), saved];
      await new Promise((resolve) => setTimeout(resolve, 100));
      return Promise.all(statuses);
    },
  ],
]);

/**
 * Runs one of {@link MIXES}, round after round.
 * @param test an application with people, and with the workflows' engine running
 * @param idle milliseconds without an execution that begins, after which what still waits counts as stuck
 */
export async function runMix(
  test: TestApp,
  name: string,
  { rounds, idle }: { rounds: number; idle: number },
): Promise<MixResult> {
  const round = MIXES.get(name);
  if (!round) throw new Error(`no mix "${name}"`);
  const bench: Workbench = {
    test,
    root: await signInRoot(test),
    asynchronous: await test.createWorkflow({ enabled: true }),
    synchronous: await test.createWorkflow({ enabled: true, sync: true }),
  };
  for (const workflow of [bench.asynchronous, bench.synchronous]) {
    await workflow.createNode({ type: 'calculation', config: { engine: 'math.js', expression: '1 + 1' } });
  }
  const statuses: number[] = [];
  for (let n = 0; n < rounds; n += 1) statuses.push(...(await round(bench, n)));
  const serverErrors = statuses.filter((status) => status >= 500).length;
  return { requests: statuses.length, serverErrors, notBegun: await notBegun(bench, idle) };
}

async function notBegun({ test, asynchronous }: Workbench, idle: number): Promise<number> {
  const Execution = test.app.db.getModel('executions');
  const Delivery = test.app.db.getModel('webhookDeliveries');
  let waiting = Infinity;
  for (let since = Date.now(); Date.now() - since < idle;) {
    const executions = await Execution.count({ where: { key: asynchronous.key, status: null } });
    const deliveries = await Delivery.count({
      where: { workflowKey: asynchronous.key, state: ['recorded', 'claimed'] },
    });
    if (executions + deliveries === 0) return 0;
    if (executions + deliveries < waiting) since = Date.now();
    waiting = Math.min(waiting, executions + deliveries);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return waiting;
}
