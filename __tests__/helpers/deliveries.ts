import type { DeliveryRow } from '../../src/server/inbox/row/DeliveryRow';
import type { TestApp } from './start-app';

/** A row as it is read: with what is written on it later. */
export type StoredDelivery = DeliveryRow & { executionId: number | string | null; nextAttemptAt: Date | null };

/** The deliveries of a workflow, in the order of their arrival. */
export async function deliveriesOf({ app }: TestApp, { key }: { key: string }): Promise<StoredDelivery[]> {
  const rows = await app.db
    .getModel('webhookDeliveries')
    .findAll({ where: { workflowKey: key }, order: [['id', 'ASC']] });
  return rows.map((row) => row.get() as StoredDelivery);
}

/** The same, as soon as there are some and nothing more is to be done for any of them. @param atMost milliseconds */
export function settledDeliveriesOf(
  test: TestApp,
  workflow: { key: string },
  atMost?: number,
): Promise<StoredDelivery[]> {
  return test.until(async () => {
    const rows = await deliveriesOf(test, workflow);
    return rows.length > 0 && rows.every(({ state }) => !['recorded', 'claimed', 'running'].includes(state)) && rows;
  }, atMost);
}
