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

/** Keys of the workflows that deliveries are held for. */
export async function heldWorkflows(db: Database): Promise<string[]> {
  const rows = await db.getModel('webhookDeliveries').findAll({
    attributes: ['workflowKey'],
    where: { state: 'recorded', code: HELD },
    group: ['workflowKey'],
    raw: true,
  });
  return rows.map((row) => (row as unknown as { workflowKey: string }).workflowKey);
}
