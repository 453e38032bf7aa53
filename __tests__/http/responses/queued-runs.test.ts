import supertest from 'supertest';
import { deliveriesOf, settledDeliveriesOf } from '../../helpers/deliveries';
import { startApp, type TestApp } from '../../helpers/start-app';

describe('a synchronous run whose execution is left in the engine’s queue', () => {
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

  const create = async (timeout?: number) => {
    const workflow = await test.createWorkflow({
      enabled: true,
      sync: true,
      config: { timeout, response: { body: 'done' }, deduplication: { source: 'header', key: 'X-Id' } },
    });
    await workflow.createNode({ type: 'count', config: {} });
    return workflow;
  };
  const send = ({ key }: { key: string }) =>
    supertest(test.server).post(`/api/webhooks/${key}`).set('X-Id', 'a').send({});
  /** What the engine does every few minutes, and when it starts. */
  const recover = async () => {
    const dispatcher = Reflect.get(test.engine, 'dispatcher') as { recover(): Promise<void>; idle: boolean };
    await dispatcher.recover();
    await new Promise((resolve) => setTimeout(resolve, 800));
    await test.until(async () => dispatcher.idle);
  };
  /** The engine fails when it has made the execution and not begun with it. */
  const failing = () => jest.spyOn(test.app.db.getModel('workflowStats').prototype, 'increment');
  const failOnceMade = () => failing().mockRejectedValueOnce(new Error('connection lost'));

  it('is begun again, and runs once', async () => {
    const workflow = await create();
    failOnceMade();
    const response = await send(workflow);
    expect([response.status, response.text]).toEqual([200, 'done']);
    await recover();
    expect((await test.executions(workflow)).map(({ status }) => status)).toEqual([1]);
    expect(runs).toBe(1);
  });

  it('is begun again when its execution could not be made', async () => {
    const workflow = await create();
    const Execution = test.app.db.getModel('executions');
    jest.spyOn(Execution, 'create').mockRejectedValueOnce(new Error('connection lost'));
    const response = await send(workflow);
    expect([response.status, response.text, runs]).toEqual([200, 'done', 1]);
    expect(await test.executions(workflow)).toHaveLength(1);
  });

  it('is not begun again when the application stops', async () => {
    const workflow = await create();
    failing().mockImplementation(async () => {
      await test.app.emitAsync('beforeStop');
      throw new Error('connection lost');
    });
    const response = await send(workflow);
    expect(response.status).toBe(503);
    jest.restoreAllMocks();
    await test.app.emitAsync('afterStart');
    expect((await test.executions(workflow)).map(({ status }) => status)).toEqual([-3]);
    expect(runs).toBe(0);
  });

  it('does not run any more when its time is up, and its sender may try again', async () => {
    const workflow = await create(1_000);
    const fault = failing().mockRejectedValue(new Error('connection lost'));
    const first = await send(workflow);
    expect([first.status, first.headers['retry-after']]).toEqual([503, '10']);
    expect(fault.mock.calls.length).toBeGreaterThan(1);
    fault.mockRestore();
    const [execution] = await test.executions(workflow);
    expect(execution.status).toBe(-3);
    const [row] = await deliveriesOf(test, workflow);
    expect(row).toMatchObject({ state: 'failed', code: 'unavailable', dedupKey: null, executionId: execution.id });
    await recover();
    expect(runs).toBe(0);
    const second = await send(workflow);
    expect([second.status, second.text, second.headers['x-webhook-duplicate']]).toEqual([200, 'done', undefined]);
    expect(runs).toBe(1);
  });

  it('is the engine’s when that has taken it up meanwhile', async () => {
    const workflow = await create();
    failOnceMade();
    const Execution = test.app.db.getModel('executions');
    const destroy = Execution.destroy.bind(Execution) as (...all: unknown[]) => Promise<number>;
    jest.spyOn(Execution, 'destroy').mockImplementation((async (...all: unknown[]) => {
      await recover();
      return destroy(...all);
    }) as never);
    const first = await send(workflow);
    expect([first.status, first.body]).toEqual([202, { delivery: first.headers['x-webhook-delivery'] }]);
    const [execution] = await test.executions(workflow);
    expect([execution.status, runs]).toEqual([1, 1]);
    expect(await deliveriesOf(test, workflow)).toMatchObject([{ state: 'dispatched', executionId: execution.id }]);
    const second = await send(workflow);
    expect([second.status, second.headers['x-webhook-duplicate'], runs]).toEqual([202, 'true', 1]);
  });

  it('is left to the engine when the server has died before its run', async () => {
    const workflow = await create();
    const id = '01900000-0000-7000-8000-00000000000a';
    const context = { data: {}, delivery: { id } };
    const { id: workflowId, key } = workflow;
    await test.app.db
      .getModel('executions')
      .create({ workflowId, key, eventKey: `webhook:${id}`, context, status: null, dispatched: false });
    await test.app.db.getModel('webhookDeliveries').create({
      ...{ id, workflowId, workflowKey: key, state: 'running', context, receivedAt: new Date() },
      ...{ claimedBy: 'who died', leaseUntil: new Date(Date.now() - 60_000) },
    });
    const [row] = await settledDeliveriesOf(test, workflow);
    const [execution] = await test.executions(workflow);
    expect(row).toMatchObject({ state: 'dispatched', code: null, executionId: execution.id });
    await recover();
    expect((await test.executions(workflow)).map(({ status }) => status)).toEqual([1]);
    expect(runs).toBe(1);
  });
});
