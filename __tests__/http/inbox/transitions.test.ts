import supertest from 'supertest';
import type { WorkflowModel } from '@nocobase/plugin-workflow';
import type { WebhookConfig } from '../../../src/common/WebhookConfig';
import type { DeliveryState } from '../../../src/common/deliveryStates';
import { TRANSITIONS } from '../../../src/server/inbox/transitions';
import { addNode } from '../../helpers/add-node';
import { settledDeliveriesOf } from '../../helpers/deliveries';
import { startApp, type TestApp } from '../../helpers/start-app';

type Change = `${DeliveryState | 'new'} → ${DeliveryState}`;

const allowed = new Set(TRANSITIONS.map(({ from, to }): Change => `${from} → ${to}`));

describe('states change only as the table says', () => {
  let test: TestApp;
  const changed = new Set<string>();
  const begun = new Set<string>();

  beforeAll(async () => {
    test = await startApp();
    const Delivery = test.app.db.getModel('webhookDeliveries');
    // What the database holds is compared with what is about to be written there.
    Delivery.addHook('beforeBulkUpdate', async (options: object) => {
      const { attributes, where } = options as {
        attributes: { state?: DeliveryState };
        where: Record<string, unknown>;
      };
      const rows = await Delivery.findAll({ attributes: ['id', 'state'], where, raw: true });
      for (const { id, state } of rows as unknown as { id: string; state: DeliveryState }[]) {
        if (!begun.has(id)) changed.add(`new → ${state}`);
        begun.add(id);
        if (attributes.state && attributes.state !== state) changed.add(`${state} → ${attributes.state}`);
      }
    });
  });
  afterAll(() => test.stop());

  const create = (config: WebhookConfig = {}, values = {}) => test.createWorkflow({ enabled: true, config, ...values });
  const send = async ({ key }: WorkflowModel, id = 'a') =>
    (await supertest(test.server).post(`/api/webhooks/${key}`).set('X-Id', id).send({})).status;

  it('for deliveries that run, wait, fail, repeat or are refused', async () => {
    const plain = await create();
    const sync = await create({ deduplication: { source: 'header', key: 'X-Id' } }, { sync: true });
    const failing = await create({}, { sync: true });
    await addNode(test, failing, 'condition', {
      engine: 'basic',
      rejectOnFalse: true,
      calculation: { group: { type: 'and', calculations: [{ calculator: 'equal', operands: [1, 2] }] } },
    });
    const closed = await create({ allowlist: ['192.0.2.1'] });
    expect([await send(plain), await send(sync), await send(sync), await send(failing), await send(closed)]).toEqual([
      200, 200, 200, 500, 403,
    ]);
    for (const workflow of [plain, sync, failing, closed]) {
      for (const { id, state } of await settledDeliveriesOf(test, workflow)) {
        if (!begun.has(String(id))) changed.add(`new → ${String(state)}`);
      }
    }
    expect([...changed].filter((change) => !allowed.has(change as Change))).toEqual([]);
    expect([...changed]).toEqual(
      expect.arrayContaining([
        'claimed → dispatched',
        'new → running',
        'running → dispatched',
        'running → failed',
        'new → duplicate',
        'new → refused',
      ]),
    );
  });
});
