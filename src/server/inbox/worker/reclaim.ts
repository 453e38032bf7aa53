import type Database from '@nocobase/database';

/**
 * Makes sure of the claim of a synchronous run, and lengthens it: another process may have taken it over and settled it.
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
