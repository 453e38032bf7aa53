import type Database from '@nocobase/database';
import type { DeliveryState } from './states';

/** Moves a delivery on to its next state: with the execution that it has now, or with the reason why it can't have one. */
export async function settle(
  db: Database,
  id: string,
  state: Extract<DeliveryState, 'dispatched' | 'failed'>,
  outcome: { executionId?: number | string | null; error?: string },
): Promise<void> {
  const { executionId, error } = outcome;
  await db.getModel('webhookDeliveries').update({ state, executionId, error }, { where: { id } });
}
