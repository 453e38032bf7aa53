import type Database from '@nocobase/database';
import { Op } from '@nocobase/database';
import { OPEN_STATES } from '../../common/deliveryStates';

const BATCH = 500;

type Where = Record<string | symbol, unknown>;

/** What may stay. */
export interface Retention {
  /** deliveries that arrived before this moment go */
  before: Date;
  /** maximum number of rows; the newest stay */
  rows: number;
  now: Date;
  /** lets others go first, between two batches; false ends the purge */
  pause: () => Promise<boolean>;
}

/**
 * Deletes old deliveries in small batches, so that no request waits for it. What has something before it stays, and so does what still
 * holds an idempotency key or the proof of a message.
 * @returns how many went
 */
export async function purge(db: Database, { before, rows, now, pause }: Retention): Promise<number> {
  const settled: Where = {
    state: { [Op.notIn]: OPEN_STATES },
    [Op.and]: [
      { [Op.or]: [{ dedupKey: null }, { dedupUntil: { [Op.lt]: now } }] },
      { [Op.or]: [{ proofKey: null }, { proofUntil: { [Op.lt]: now } }] },
    ],
  };
  const old = await deleteAll(db, { [Op.and]: [settled, { receivedAt: { [Op.lt]: before } }] }, pause);
  const found = await db.getModel('webhookDeliveries').findAll({
    attributes: ['id'],
    order: [['id', 'DESC']],
    offset: rows,
    limit: 1,
    raw: true,
  });
  const newestToGo = found.at(0) as { id: string } | undefined;
  if (!newestToGo) return old;
  const { id } = newestToGo;
  return old + (await deleteAll(db, { [Op.and]: [settled, { id: { [Op.lte]: id } }] }, pause));
}

async function deleteAll(db: Database, where: Where, pause: Retention['pause']): Promise<number> {
  const Delivery = db.getModel('webhookDeliveries');
  let deleted = 0;
  do {
    const found = await Delivery.findAll({ attributes: ['id'], where, limit: BATCH, raw: true });
    const ids = found.map((row) => (row as unknown as { id: string }).id);
    if (ids.length) deleted += await Delivery.destroy({ where: { [Op.and]: [where, { id: ids }] } });
    if (ids.length < BATCH) break;
  } while (await pause());
  return deleted;
}
