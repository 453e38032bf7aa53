import type Database from '@nocobase/database';
import { EXECUTION_STATUS } from '@nocobase/plugin-workflow';
import { Op } from '@nocobase/database';
import type { DeliveryState } from '../../../common/deliveryStates';
import type { ExecutionId } from './DroppedExecutions';
import { eventKeyOf } from '../states';
import { RELEASED_KEYS } from '../row/delivery-key';

const BATCH = 200;

interface Orphan {
  id: string;
  state: Extract<DeliveryState, 'claimed' | 'running'>;
}

/**
 * Recovers deliveries whose lease has expired because their process died. Claimed ones are released for the next claim, unless their execution
 * exists already. A synchronous run that was going on is not run again, as it may have done half of its work: it is settled. One that waits
 * in the engine's queue is the engine's, which starts it sooner or later.
 * @param now leases that ended before this moment are over
 * @param queued is told of each execution that waits for the engine, whose queue may have died with the process
 * @returns how many there were
 */
export async function recoverExpired(
  db: Database,
  now: Date,
  queued: (executionId: ExecutionId) => void,
): Promise<number> {
  const Delivery = db.getModel('webhookDeliveries');
  const orphaned = { leaseUntil: { [Op.or]: [{ [Op.is]: null }, { [Op.lt]: now }] } };
  const rows = await Delivery.findAll({
    attributes: ['id', 'state'],
    where: { state: ['claimed', 'running'], ...orphaned },
    order: [['id', 'ASC']],
    limit: BATCH,
  });
  const orphans = rows.map((row) => row.get() as Orphan);
  if (!orphans.length) return 0;
  const executions = await executionsOf(db, orphans);
  const done = { context: null, claimedBy: null, leaseUntil: null };

  for (const { id, state } of orphans) {
    const execution = executions.get(eventKeyOf(id));
    const still = { where: { id, state, ...orphaned } };
    if (!execution) continue;
    if (execution.status === EXECUTION_STATUS.QUEUEING) queued(execution.id);
    const good: unknown[] = [EXECUTION_STATUS.RESOLVED, EXECUTION_STATUS.QUEUEING];
    await Delivery.update(
      state === 'claimed' || good.includes(execution.status)
        ? { ...done, state: 'dispatched', executionId: execution.id }
        : {
            ...done,
            state: 'failed',
            executionId: execution.id,
            code: 'interrupted',
            reason: 'the server died in its run',
          },
      still,
    );
  }
  const without = (state: Orphan['state']) =>
    orphans.filter((one) => one.state === state && !executions.has(eventKeyOf(one.id))).map(({ id }) => id);
  await Delivery.update(
    { state: 'recorded', claimedBy: null, leaseUntil: null },
    { where: { id: without('claimed'), state: 'claimed', ...orphaned } },
  );
  await Delivery.update(
    { ...done, state: 'failed', code: 'interrupted', reason: 'the server died before its run', ...RELEASED_KEYS },
    { where: { id: without('running'), state: 'running', ...orphaned } },
  );
  return orphans.length;
}

async function executionsOf(db: Database, orphans: Orphan[]) {
  const rows = await db.getModel('executions').findAll({
    attributes: ['id', 'eventKey', 'status'],
    where: { eventKey: orphans.map(({ id }) => eventKeyOf(id)) },
  });
  const found = rows.map((row) => row.get() as { id: ExecutionId; eventKey: string; status: number | null });
  return new Map(found.map((execution) => [execution.eventKey, execution]));
}
