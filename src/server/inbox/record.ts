import type Database from '@nocobase/database';
import { Op } from '@nocobase/database';
import type { DeliveryKeys } from './row/delivery-key';
import type { DeliveryRow } from './row/DeliveryRow';
import { isDuplicateError } from './insert-deliveries';
import type { StoredResponse } from '../../common/api/deliveries';
import type { DeliveryState } from '../../common/deliveryStates';

const TRIES = 3;

/** The delivery that holds a key. */
export interface FirstDelivery {
  id: string;
  state: DeliveryState;
  answer: StoredResponse | null;
  contentDigest: string | null;
}

const FIRST = ['id', 'state', 'answer', 'contentDigest'];

/**
 * The delivery that holds one of the keys now.
 * @param at a claim whose time is over by then holds nothing
 */
export async function findFirst(
  db: Database,
  { dedupKey, proofKey }: DeliveryKeys,
  at: Date,
): Promise<FirstDelivery | undefined> {
  const first = await db.getModel('webhookDeliveries').findOne({
    attributes: FIRST,
    where: {
      [Op.or]: [
        ...(dedupKey ? [{ dedupKey, dedupUntil: { [Op.gt]: at } }] : []),
        ...(proofKey ? [{ proofKey, proofUntil: { [Op.gt]: at } }] : []),
      ],
    },
  });
  return first ? (first.get() as FirstDelivery) : undefined;
}

/**
 * Writes a delivery down and claims its keys by the same insert, so that of simultaneous copies one gets in. A claim whose time is over gives
 * way.
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
  const { dedupKey, proofKey } = row;
  const claimed = [...(dedupKey ? [{ dedupKey }] : []), ...(proofKey ? [{ proofKey }] : [])];
  for (let attempt = 1; ; attempt += 1) {
    const error = await insert(row);
    if (!error) return undefined;
    if (!claimed.length || !isDuplicateError(error) || attempt === TRIES) {
      throw error instanceof Error ? error : new Error('insert failed');
    }
    // The first update to come releases an expired key; the next insert decides which delivery gets it.
    const over = { [Op.lte]: row.receivedAt };
    const [[oldKeys], [oldProofs]] = await Promise.all([
      dedupKey ? Delivery.update({ dedupKey: null }, { where: { dedupKey, dedupUntil: over } }) : [0],
      proofKey ? Delivery.update({ proofKey: null }, { where: { proofKey, proofUntil: over } }) : [0],
    ]);
    if (oldKeys || oldProofs) continue;
    const first = await Delivery.findOne({ attributes: FIRST, where: { [Op.or]: claimed } });
    if (first) return first.get() as FirstDelivery;
  }
}
