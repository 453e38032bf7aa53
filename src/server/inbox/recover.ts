import type Database from '@nocobase/database';
import { Op } from '@nocobase/database';
import type { WorkflowContext } from '../receive/types';

const BATCH = 100;

/** A delivery that was acknowledged and has no execution yet. */
export interface RecordedDelivery {
  id: string;
  workflowKey: string;
  context: WorkflowContext;
}

/**
 * Goes through the deliveries that were acknowledged before a moment and have no execution yet, oldest first: what a crash, a stop or a
 * disabled workflow left behind.
 */
export async function* recover(db: Database, before: Date): AsyncGenerator<RecordedDelivery> {
  const Delivery = db.getModel('webhookDeliveries');
  let last: { receivedAt: Date; id: string } | undefined;
  for (;;) {
    const after = last && {
      [Op.or]: [
        { receivedAt: { [Op.gt]: last.receivedAt } },
        { receivedAt: last.receivedAt, id: { [Op.gt]: last.id } },
      ],
    };
    const rows = await Delivery.findAll({
      where: { [Op.and]: [{ state: 'recorded', receivedAt: { [Op.lte]: before } }, after ?? {}] },
      order: [
        ['receivedAt', 'ASC'],
        ['id', 'ASC'],
      ],
      limit: BATCH,
    });
    for (const row of rows) {
      const { id, workflowKey, context, receivedAt } = row.get() as RecordedDelivery & { receivedAt: Date };
      last = { receivedAt, id };
      yield { id, workflowKey, context };
    }
    if (rows.length < BATCH) return;
  }
}
