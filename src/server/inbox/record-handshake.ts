import type Database from '@nocobase/database';
import type { DeliveryInfo, Endpoint } from '../receive/types';

/**
 * Writes down that a provider's challenge was answered.
 * @param notice what a person must do something with, its value encrypted
 */
export async function recordHandshake(
  db: Database,
  { workflowId, workflowKey }: Endpoint,
  { id, method, path, address, receivedAt }: DeliveryInfo,
  notice: { key: string; value: string } | undefined,
): Promise<void> {
  await db.getModel('webhookDeliveries').create({
    id,
    state: 'handshake',
    workflowKey,
    workflowId,
    method,
    path,
    address,
    receivedAt: new Date(receivedAt),
    attempts: 0,
    notice,
  });
}
