import type Database from '@nocobase/database';

/**
 * Renews the lease of a synchronous run, if this process still holds it: another one may have recovered and settled the delivery.
 * @returns whether it is still this owner's
 * @throws whatever the database throws
 */
export async function reclaim(
  db: Database,
  id: string,
  { claimedBy, leaseUntil }: { claimedBy: string; leaseUntil: Date },
): Promise<boolean> {
  const [kept] = await db
    .getModel('webhookDeliveries')
    .update({ leaseUntil }, { where: { id, state: 'running', claimedBy } });
  return kept > 0;
}
