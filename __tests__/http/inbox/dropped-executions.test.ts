import supertest from 'supertest';
import type { WorkflowModel } from '@nocobase/plugin-workflow';
import { startApp, type TestApp } from '../../helpers/start-app';

const WITHIN = 10_000;

describe('an execution of a delivery that the engine drops', () => {
  let test: TestApp;
  let runs = 0;
  beforeAll(async () => {
    test = await startApp();
    test.engine.registerInstruction('count', {
      run: ({ id }: { id: number }) => ({ status: 1, nodeId: id, result: (runs += 1) }),
    });
  });
  afterAll(() => test.stop());
  beforeEach(() => {
    runs = 0;
  });
  afterEach(() => jest.restoreAllMocks());

  const create = async () => {
    const workflow = await test.createWorkflow({ enabled: true });
    await workflow.createNode({ type: 'count', config: {} });
    return workflow;
  };
  const send = ({ key }: { key: string }) => supertest(test.server).post(`/api/webhooks/${key}`).send({});
  const statuses = async (workflow: WorkflowModel) => (await test.executions(workflow)).map(({ status }) => status);
  const ended = (workflow: WorkflowModel) =>
    test.until(async () => (await statuses(workflow)).every((status) => status === 1), WITHIN);
  /** The database fails when the engine is about to begin the execution. */
  const failToBegin = (times: number) => {
    const Execution = test.app.db.getModel('executions');
    const update = Execution.update.bind(Execution) as (...all: unknown[]) => Promise<unknown>;
    let left = times;
    jest.spyOn(Execution, 'update').mockImplementation((async (...all: unknown[]) => {
      const [{ dispatched }] = all as [{ dispatched?: boolean }];
      if (dispatched && left-- > 0) throw new Error('SQLITE_BUSY: database is locked');
      return update(...all);
    }) as never);
    return () => left <= 0;
  };

  it('is handed to it again within ten seconds, and runs once', async () => {
    const workflow = await create();
    const failed = failToBegin(1);
    expect((await send(workflow)).status).toBe(200);
    await test.until(async () => failed());
    expect(await statuses(workflow)).toEqual([null]);
    await ended(workflow);
    // Whatever is still in the queue would have run by then.
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect([await statuses(workflow), runs]).toEqual([[1], 1]);
  });

  it('is handed to it also when it was never lined up', async () => {
    const workflow = await create();
    jest
      .spyOn(test.app.db.getModel('workflowStats').prototype, 'increment')
      .mockRejectedValueOnce(new Error('connection lost'));
    expect((await send(workflow)).status).toBe(200);
    await test.until(async () => (await statuses(workflow)).length === 1);
    await ended(workflow);
    expect(runs).toBe(1);
  });

  it('is handed to it also when its workflow has been disabled meanwhile', async () => {
    const workflow = await create();
    const failed = failToBegin(1);
    expect((await send(workflow)).status).toBe(200);
    await test.until(async () => failed());
    await test.app.db.getRepository('workflows').update({ filterByTk: workflow.id, values: { enabled: false } });
    await ended(workflow);
    expect(runs).toBe(1);
  });

  it('was made by a process that died', async () => {
    const workflow = await create();
    const id = '01900000-0000-7000-8000-00000000000b';
    const context = { data: {}, delivery: { id } };
    const { id: workflowId, key } = workflow;
    await test.app.db
      .getModel('executions')
      .create({ workflowId, key, eventKey: `webhook:${id}`, context, status: null, dispatched: false });
    await test.app.db.getModel('webhookDeliveries').create({
      ...{ id, workflowId, workflowKey: key, state: 'claimed', context, receivedAt: new Date() },
      ...{ claimedBy: 'who died', leaseUntil: new Date(Date.now() - 60_000) },
    });
    // The lease is looked at every five seconds.
    await test.until(async () => (await statuses(workflow))[0] === 1, 5_000 + WITHIN);
    expect(runs).toBe(1);
  });
});
