import type Database from '@nocobase/database';
import type { DeliveryState } from '../../common/deliveryStates';
import type { StoredResponse } from '../../common/api/deliveries';

// Milliseconds before each further try to write an outcome that only this process knows: a minute in all.
const RETRY_PAUSES = [50, 250, 1_000, 4_000, 10_000, 20_000, 25_000];

/** What is known of a delivery when it is settled. */
export interface Settlement {
  state: Extract<DeliveryState, 'dispatched' | 'failed'>;
  executionId?: number | string | null;
  code?: string | null;
  reason?: string | null;
  status?: number;
  answer?: StoredResponse;
  /** milliseconds from arrival to the response */
  duration?: number;
  /** null lets the sender's next attempt in: the delivery has not run and won't */
  dedupKey?: null;
  proofKey?: null;
}

/** Moves a delivery to its final state, and clears the columns that only the run needed. @throws what the database throws */
export async function settle(db: Database, id: string, settlement: Settlement): Promise<void> {
  await db.getModel('webhookDeliveries').update(
    { code: null, reason: null, ...settlement, context: null, claimedBy: null, leaseUntil: null, nextAttemptAt: null },
    // Not logged: a workflow's response is private.
    { where: { id }, logging: false },
  );
}

/**
 * Settles a delivery whose first `settle` has failed, with growing pauses for about a minute: its outcome would be lost with this process.
 * The caller keeps its lease meanwhile.
 * @throws what the database has thrown last
 */
export async function settleWithRetry(db: Database, id: string, settlement: Settlement): Promise<void> {
  let error: unknown;
  for (const pause of RETRY_PAUSES) {
    await new Promise((resolve) => setTimeout(resolve, pause).unref());
    try {
      return await settle(db, id, settlement);
    } catch (reason) {
      error = reason;
    }
  }
  throw error;
}
