import { isDeepStrictEqual } from 'node:util';
import supertest from 'supertest';
import { addNode, type NodeRow } from '../../helpers/add-node';
import { deliveriesOf } from '../../helpers/deliveries';
import { startApp, type TestApp } from '../../helpers/start-app';

describe('a synchronous run that the engine breaks off', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp();
    test.engine.registerInstruction('quick', {
      run: ({ config }: { config: { status: number } }) => ({ status: config.status }),
    });
  });
  afterAll(() => test.stop());

  const create = async (...statuses: number[]) => {
    const deduplication = { source: 'header', key: 'X-Id' } as const;
    const workflow = await test.createWorkflow({ enabled: true, sync: true, config: { deduplication } });
    let after: NodeRow | undefined;
    for (const status of statuses) after = await addNode(test, workflow, 'quick', { status }, { after });
    return workflow;
  };
  const send = ({ key }: { key: string }) =>
    supertest(test.server).post(`/api/webhooks/${key}`).set('X-Id', 'a').send({});
  /** Lets one call of a model's method fail: the first, or the first to write this. */
  const failOnce = (name: string, method: 'bulkCreate' | 'findAll' | 'update', writing?: object) => {
    const model = test.app.db.getModel(name);
    const original = Reflect.get(model, method) as (...all: unknown[]) => unknown;
    const fault = jest.spyOn(model, method as never) as jest.SpyInstance;
    fault.mockImplementation(function (this: unknown, values: unknown, ...rest: unknown[]) {
      if (writing && !isDeepStrictEqual(values, writing)) return original.call(this, values, ...rest);
      fault.mockRestore();
      throw new Error('connection lost');
    });
  };

  it.each([
    ['its job can not be stored', 1, 'jobs', 'bulkCreate', undefined],
    ['the job that is to wait can not be stored', 0, 'jobs', 'bulkCreate', undefined],
    ['its jobs can not be read', 1, 'jobs', 'findAll', undefined],
    ['its end can not be stored', 1, 'executions', 'update', { status: 1 }],
  ] as const)('is answered as a failed one when %s', async (_name, status, name, method, writing) => {
    const workflow = await create(status);
    failOnce(name, method, writing);
    const first = await send(workflow);
    expect([first.status, first.body.errors?.[0].code]).toEqual([500, 'workflow_failed']);
    const [execution] = await test.executions(workflow);
    expect(execution.status).toBe(-2);
    const [row] = await deliveriesOf(test, workflow);
    expect(row).toMatchObject({ state: 'failed', code: 'workflow_failed', status: 500, executionId: execution.id });
    expect(row.reason).toBe('the run broke off');
    const second = await send(workflow);
    expect([second.status, second.headers['x-webhook-duplicate']]).toEqual([500, 'true']);
  });

  it('is none when it waits for a person', async () => {
    const workflow = await create(1, 0);
    const response = await send(workflow);
    expect([response.status, response.body.delivery]).toEqual([202, response.headers['x-webhook-delivery']]);
    expect((await test.executions(workflow)).map(({ status }) => status)).toEqual([0]);
    expect(await deliveriesOf(test, workflow)).toMatchObject([{ state: 'dispatched', status: 202 }]);
  });
});
