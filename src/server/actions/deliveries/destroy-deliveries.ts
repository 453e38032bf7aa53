import type Database from '@nocobase/database';
import { Op } from '@nocobase/database';
import { heldWorkflows } from '../../inbox/worker/held-workflows';
import { HELD } from '../../inbox/worker/hold';
import { OPEN_STATES } from '../../../common/deliveryStates';
import { ActionError } from './ActionError';
import { checkedFilter, type DeliveryFilter } from './checked-filter';
import { orBadFilter } from './or-bad-filter';

const BATCH = 500;
const MAX_BATCHES = 200;
const MAX_IDS = 1_000;

/**
 * Deletes deliveries that have nothing before them any more, and those that are held for a workflow that is not enabled, in small batches
 * so that no call waits for it.
 * @param filterByTk one id or several
 * @param filter in place of ids; an empty one is refused, so that an omission never empties the log
 * @returns how many were deleted
 * @throws ActionError 400 when neither says anything
 */
export async function destroyDeliveries(
  db: Database,
  { filterByTk, filter }: { filterByTk?: unknown; filter?: unknown },
  context?: object,
): Promise<number> {
  const chosen = filterByTk === undefined ? checkedFilter(filter) : { id: { $in: idsOf(filterByTk) } };
  if (!saysSomething(chosen)) {
    throw new ActionError(400, 'nothing_chosen', 'Say by filterByTk or filter what is to be deleted');
  }
  const settled = { state: { $notIn: [...OPEN_STATES] } };
  const { enabled } = await heldWorkflows(db);
  const held = { state: 'recorded', code: HELD, ...(enabled.length && { workflowKey: { $notIn: enabled } }) };
  const deletable: DeliveryFilter = { $and: [chosen, { $or: [settled, held] }] };
  let deleted = 0;
  for (let batch = 0; batch < MAX_BATCHES; batch += 1) {
    const rows = await orBadFilter(
      chosen,
      async () =>
        (await db
          .getRepository('webhookDeliveries')
          .find({ fields: ['id'], filter: deletable, limit: BATCH, context })) as { id: string }[],
    );
    const ids = rows.map(({ id }) => id);
    // Asked again by the statement itself: its workflow may have been enabled since, and the delivery be on its way.
    const still = { id: ids, [Op.or]: [{ state: { [Op.notIn]: OPEN_STATES } }, { state: 'recorded', code: HELD }] };
    if (ids.length) deleted += await db.getModel('webhookDeliveries').destroy({ where: still });
    if (ids.length < BATCH) break;
  }
  return deleted;
}

// An empty group of conditions lets everything through.
function saysSomething(filter: unknown): boolean {
  if (Array.isArray(filter)) return filter.length > 0 && filter.every(saysSomething);
  return Object.entries(filter as object).some(([key, value]) =>
    key === '$and' || key === '$or' ? saysSomething(value) : true,
  );
}

/** @throws ActionError 400 unless there are some ids, and not too many */
export function idsOf(value: unknown, limit = MAX_IDS): string[] {
  const ids = [value].flat();
  if (!ids.length || ids.length > limit || !ids.every((id) => typeof id === 'string' && id && id.length <= 36)) {
    throw new ActionError(400, 'bad_ids', `From 1 to ${limit} ids of deliveries are needed`);
  }
  return ids as string[];
}
