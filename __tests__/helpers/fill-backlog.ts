import type Database from '@nocobase/database';
import { v7 as newId } from 'uuid';

const GROUP = 200;

/**
 * Writes recorded deliveries as a process leaves them that has acknowledged them and died. They become visible to workers all at once.
 * @param size bytes of text in the data of each
 */
export async function fillBacklog(
  db: Database,
  { id: workflowId, key: workflowKey }: { id: number | string; key: string },
  count: number,
  size = 0,
): Promise<void> {
  const text = 'x'.repeat(size);
  const Delivery = db.getModel('webhookDeliveries');
  const busy = { state: 'claimed', leaseUntil: new Date(Date.now() + 3_600_000) };
  for (let done = 0; done < count; done += GROUP) {
    const rows = Array.from({ length: Math.min(GROUP, count - done) }, (_, n) => {
      const id = newId();
      const context = { data: { n: done + n, text }, headers: {}, query: {}, params: {}, delivery: { id } };
      return { id, ...busy, workflowKey, workflowId, receivedAt: new Date(), bodySize: size, context };
    });
    await Delivery.bulkCreate(rows, { logging: false });
  }
  await Delivery.update({ state: 'recorded', leaseUntil: null }, { where: { workflowKey, state: 'claimed' } });
}
