import type Database from '@nocobase/database';
import { Op } from '@nocobase/database';
import type { DeliveryState } from '../../common/deliveryStates';

const DAY = 86_400_000;
// States that only a verified request comes to.
const VERIFIED = [
  'recorded',
  'claimed',
  'running',
  'dispatched',
  'failed',
  'duplicate',
] as const satisfies readonly DeliveryState[];

/**
 * Whether an address has had a verified request at an endpoint in the last 24 hours.
 * @param address as it is written in deliveries
 * @param now milliseconds since 1970
 * @throws what the database throws
 */
export async function wasVerified(
  db: Database,
  { workflowKey, address }: { workflowKey: string; address: string | undefined },
  now: number,
): Promise<boolean> {
  if (!address) return false;
  const row = await db.getModel('webhookDeliveries').findOne({
    attributes: ['id'],
    where: {
      address,
      workflowKey,
      state: [...VERIFIED],
      replayOf: null,
      receivedAt: { [Op.gt]: new Date(now - DAY) },
    },
  });
  return row !== null;
}
