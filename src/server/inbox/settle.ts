import type Database from '@nocobase/database';
import type { StoredResponse } from './row/stored-response';
import type { DeliveryState } from '../../common/deliveryStates';

// Milliseconds between tries to write an outcome that is known to this process only: a minute in all.
const PAUSES = [50, 250, 1_000, 4_000, 10_000, 20_000, 25_000];

/** What is known of a delivery when it has been settled. */
export interface Settlement {
  state: Extract<DeliveryState, 'dispatched' | 'failed'>;
  executionId?: number | string | null;
  code?: string | null;
  reason?: string | null;
  status?: number;
  answer?: StoredResponse;
  /** milliseconds from arrival to the answer */
  duration?: number;
  /** null lets the sender's next try in: the delivery has not run and won't */
  dedupKey?: null;
}

/** Moves a delivery on to its last state; what only the run needed is emptied. */
export async function settle(db: Database, id: string, settlement: Settlement): Promise<void> {
  await db.getModel('webhookDeliveries').update(
    { code: null, reason: null, ...settlement, context: null, claimedBy: null, leaseUntil: null, nextAttemptAt: null },
    // Without a log: answers of workflows are nobody's business.
    { where: { id }, logging: false },
  );
}

/**
 * The same for an outcome that would be lost with this process: it is tried again and again, for about a minute. The claim has to be kept
 * up meanwhile.
 * @param tried is called when it has been tried once: a sender does not wait longer
 * @throws whatever the database has thrown at last
 */
export async function settleWithRetry(
  db: Database,
  id: string,
  settlement: Settlement,
  tried: () => void,
): Promise<void> {
  for (const pause of [...PAUSES, undefined]) {
    try {
      return await settle(db, id, settlement).finally(tried);
    } catch (error) {
      if (pause === undefined) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause).unref());
    }
  }
}
