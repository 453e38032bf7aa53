import type Database from '@nocobase/database';
import type { Endpoint, WorkflowContext } from '../receive/types';
import type { DeliveryState } from './states';

/**
 * Writes a delivery down; when this resolves, the row has been committed.
 * @throws whatever the database throws: nothing may be acknowledged then
 */
export async function record(
  db: Database,
  { workflowId, workflowKey }: Endpoint,
  context: WorkflowContext,
  state: Extract<DeliveryState, 'recorded' | 'running'>,
): Promise<void> {
  const { id, method, path, address, receivedAt } = context.delivery;
  await db.getModel('webhookDeliveries').create({
    id,
    state,
    workflowKey,
    workflowId,
    method,
    path,
    address,
    receivedAt: new Date(receivedAt),
    attempts: 0,
    context,
  });
}
