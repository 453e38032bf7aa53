import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { fillBacklog } from '../../helpers/fill-backlog';
import { startApp, type TestApp } from '../../helpers/start-app';

const MIB = 1024 * 1024;
const ROWS = 8_000;
const SIZE = 16 * 1024;

describe('a long backlog of large deliveries', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp();
  });
  afterAll(() => test.stop());

  it('takes no more memory than a short one', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const used = () => {
      collect();
      const { heapUsed, external } = process.memoryUsage();
      return heapUsed + external;
    };
    const workflow = await test.createWorkflow({ enabled: true });
    const Execution = test.app.db.getModel('executions');
    const executed = async (count: number) =>
      test.until(async () => (await Execution.count({ where: { key: workflow.key } })) >= count, 60_000);

    await fillBacklog(test.app.db, workflow, 100, SIZE);
    await executed(100);
    const before = used();
    await fillBacklog(test.app.db, workflow, ROWS, SIZE);
    let most = 0;
    for (let count = 150; count <= 400; count += 50) {
      await executed(count);
      most = Math.max(most, used() - before);
    }
    // All of it would be 128 MiB.
    expect(most).toBeLessThan(32 * MIB);
  }, 240_000);
});
