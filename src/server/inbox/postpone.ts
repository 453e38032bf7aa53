import type Database from '@nocobase/database';

/** Notes that a delivery's execution could not be made; its state stays `recorded`, so that it is tried again. */
export async function postpone(db: Database, id: string, error: string): Promise<void> {
  const Delivery = db.getModel('webhookDeliveries');
  await Delivery.update({ error }, { where: { id, state: 'recorded' } });
  await Delivery.increment('attempts', { where: { id, state: 'recorded' } });
}
