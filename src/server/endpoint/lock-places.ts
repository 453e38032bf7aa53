import type Database from '@nocobase/database';
import type { Transaction } from '@nocobase/database';

/** No workflow has such a key. */
const LOCK = '*';

/**
 * Lets one transaction at a time decide which workflow owns a method and path, until it ends: of two that are saved in the same moment, the
 * second sees the first. SQLite has one writing transaction anyway.
 * @param transaction of the save; without one there is nothing to hold the lock by
 */
export async function lockPlaces(db: Database, transaction: Transaction | undefined): Promise<void> {
  if (!transaction || db.sequelize.getDialect() === 'sqlite') return;
  const Endpoint = db.getModel('webhookEndpoints');
  const where = { workflowKey: LOCK };
  // Looked for without a lock first: MariaDB would lock the gap of a row that is missing, and two such locks wait for each other.
  if (!(await Endpoint.count({ where, transaction }))) {
    await Endpoint.bulkCreate([where] as never[], { ignoreDuplicates: true, transaction });
  }
  await Endpoint.findOne({ where, transaction, lock: transaction.LOCK.UPDATE });
}
