import type Database from '@nocobase/database';
import { Op } from '@nocobase/database';

const BATCH = 500;
const MAX_BATCHES = 200;

/**
 * Deletes old deliveries, in small batches so that no request waits for it. Recorded ones stay: they have not run yet.
 * @param before deliveries that arrived before this moment go
 * @returns how many went
 */
export async function purge(db: Database, before: Date): Promise<number> {
  const Delivery = db.getModel('webhookDeliveries');
  let purged = 0;
  for (let batch = 0; batch < MAX_BATCHES; batch += 1) {
    const rows = await Delivery.findAll({
      attributes: ['id'],
      where: { receivedAt: { [Op.lt]: before }, state: { [Op.ne]: 'recorded' } },
      limit: BATCH,
      raw: true,
    });
    const ids = rows.map((row) => (row as unknown as { id: string }).id);
    if (ids.length) purged += await Delivery.destroy({ where: { id: ids } });
    if (ids.length < BATCH) break;
  }
  return purged;
}
