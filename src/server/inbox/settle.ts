import type Database from '@nocobase/database';
import type { StoredAnswer } from './stored-answer';
import type { DeliveryState } from '../../common/deliveryStates';

/** What is known of a delivery when it has been settled. */
export interface Settlement {
  state: Extract<DeliveryState, 'dispatched' | 'failed'>;
  executionId?: number | string | null;
  code?: string | null;
  reason?: string | null;
  status?: number;
  answer?: StoredAnswer;
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
