import type Database from '@nocobase/database';
import { Op } from '@nocobase/database';

/** Code of deliveries that wait for their workflow to be enabled again. */
export const HELD = 'workflow_disabled';

/** Milliseconds after which held deliveries are looked at in any case. */
export const HOLD_FOR = 3_600_000;

/**
 * Holds claimed deliveries of a disabled workflow.
 * @param until when they are looked at again in any case
 */
export async function holdClaimed(
  db: Database,
  ids: string[],
  { owner, until }: { owner: string; until: Date },
): Promise<void> {
  await db
    .getModel('webhookDeliveries')
    .update(
      { state: 'recorded', claimedBy: null, leaseUntil: null, nextAttemptAt: until, code: HELD },
      { where: { id: ids, state: 'claimed', claimedBy: owner } },
    );
}

/** Holds all other due deliveries of that workflow that are not claimed. Held ones are not touched. */
export async function holdDue(
  db: Database,
  workflowKey: string,
  { now, until }: { now: Date; until: Date },
): Promise<void> {
  // One by one, as claims are.
  for (const nextAttemptAt of [null, { [Op.lte]: now }]) {
    await db
      .getModel('webhookDeliveries')
      .update({ nextAttemptAt: until, code: HELD }, { where: { state: 'recorded', nextAttemptAt, workflowKey } });
  }
}

/** Makes held deliveries of workflows due. */
export async function unhold(db: Database, workflowKeys: string[]): Promise<void> {
  if (!workflowKeys.length) return;
  await db
    .getModel('webhookDeliveries')
    .update(
      { nextAttemptAt: null, code: null },
      { where: { state: 'recorded', code: HELD, workflowKey: workflowKeys } },
    );
}
