import net, { type AddressInfo } from 'node:net';
import supertest from 'supertest';
import type { WebhookConfig } from '../../../src/common/WebhookConfig';
import { settledDeliveriesOf, deliveriesOf } from '../../helpers/deliveries';
import { startApp, type TestApp } from '../../helpers/start-app';

describe('a synchronous run that ends after its sender has gone', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp();
    test.engine.registerInstruction('slow', {
      run: async ({ id, config }: { id: number; config: { duration: number } }) => {
        await new Promise((resolve) => setTimeout(resolve, config.duration));
        return { status: 1, nodeId: id };
      },
    });
  });
  afterAll(() => test.stop());

  const create = async (config: WebhookConfig) => {
    const workflow = await test.createWorkflow({ enabled: true, sync: true, config });
    await workflow.createNode({ type: 'slow', config: { duration: 600 } });
    return workflow;
  };

  it('is answered by timeoutResponse, and its end is recorded', async () => {
    const workflow = await create({
      timeout: 150,
      response: { status: 201, body: 'done' },
      timeoutResponse: { status: 202, type: 'json', body: { number: '{{$context.data.number}}' } },
    });
    const response = await supertest(test.server).post(`/api/webhooks/${workflow.key}`).send({ number: 7 });
    expect([response.status, response.body]).toEqual([202, { number: 7 }]);
    const [row] = await settledDeliveriesOf(test, workflow);
    expect(row).toMatchObject({ state: 'dispatched', status: 202 });
    expect(await test.executions(workflow)).toMatchObject([{ id: row.executionId, status: 1 }]);
  });

  it('goes on, and costs the next sender nothing, when the connection breaks off', async () => {
    const workflow = await create({ response: { status: 201, body: 'done' } });
    const { port } = test.server.address() as AddressInfo;
    const head = `POST /api/webhooks/${workflow.key} HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}`;
    // As many as may run at once, so that a turn that was kept would be missed.
    const sockets = Array.from({ length: 4 }, () =>
      net.connect(port, '127.0.0.1', function sent(this: net.Socket) {
        this.write(head);
      }),
    );
    await test.until(async () => (await deliveriesOf(test, workflow)).length === 4);
    for (const socket of sockets) socket.destroy();
    const rows = await settledDeliveriesOf(test, workflow);
    expect(rows.map(({ state, status }) => [state, status])).toEqual(Array(4).fill(['dispatched', 201]));
    const next = await supertest(test.server).post(`/api/webhooks/${workflow.key}`).send({});
    expect([next.status, next.text]).toEqual([201, 'done']);
  });
});
