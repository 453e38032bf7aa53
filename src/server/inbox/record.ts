import type Database from '@nocobase/database';
import { Op } from '@nocobase/database';
import type { DeliveryRow } from './row/DeliveryRow';
import { isDuplicateError } from './insert-deliveries';
import type { StoredResponse } from '../../common/api/deliveries';
import type { DeliveryState } from '../../common/deliveryStates';

const TRIES = 3;

/** The delivery that holds an idempotency key. */
export interface FirstDelivery {
  id: string;
  state: DeliveryState;
  answer: StoredResponse | null;
}

/**
 * The delivery that holds an idempotency key now.
 * @param at a claim whose time is over by then holds nothing
 */
export async function findFirst(db: Database, dedupKey: string, at: Date): Promise<FirstDelivery | undefined> {
  const first = await db.getModel('webhookDeliveries').findOne({
    attributes: ['id', 'state', 'answer'],
    where: { dedupKey, dedupUntil: { [Op.gt]: at } },
  });
  return first ? (first.get() as FirstDelivery) : undefined;
}

/**
 * Writes a delivery down and claims its idempotency key by the same insert, so that of simultaneous copies one gets in. A claim whose time
 * is over gives way.
 * @param insert gives undefined when the row has been committed, or the error
 * @returns the first delivery when this one is a duplicate; it has not been written then
 * @throws whatever the database throws: nothing may be acknowledged then
 */
export async function record(
  db: Database,
  row: DeliveryRow,
  insert: (row: DeliveryRow) => Promise<unknown>,
): Promise<FirstDelivery | undefined> {
  const Delivery = db.getModel('webhookDeliveries');
  for (let attempt = 1; ; attempt += 1) {
    const error = await insert(row);
    if (!error) return undefined;
    if (!row.dedupKey || !isDuplicateError(error) || attempt === TRIES) {
      throw error instanceof Error ? error : new Error('insert failed');
    }
    // The first update to come releases the expired key; the next insert decides which delivery gets it.
    const [released] = await Delivery.update(
      { dedupKey: null },
      { where: { dedupKey: row.dedupKey, dedupUntil: { [Op.lte]: row.receivedAt } } },
    );
    if (released) continue;
    const first = await Delivery.findOne({
      attributes: ['id', 'state', 'answer'],
      where: { dedupKey: row.dedupKey },
    });
    if (first) return first.get() as FirstDelivery;
  }
}
