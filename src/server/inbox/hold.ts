import type Database from '@nocobase/database';

/** Code of deliveries that wait for their workflow to be enabled again. */
export const HELD = 'workflow_disabled';

/**
 * Puts the recorded deliveries of a disabled workflow out of the worker's way.
 * @param until when they are looked at again in any case
 */
export async function hold(db: Database, workflowKey: string, until: Date): Promise<void> {
  await db
    .getModel('webhookDeliveries')
    .update({ nextAttemptAt: until, code: HELD }, { where: { workflowKey, state: 'recorded' } });
}

/** Makes held deliveries due, of one workflow or of all. */
export async function unhold(db: Database, workflowKey?: string): Promise<void> {
  await db
    .getModel('webhookDeliveries')
    .update(
      { nextAttemptAt: null, code: null },
      { where: { state: 'recorded', code: HELD, ...(workflowKey && { workflowKey }) } },
    );
}
