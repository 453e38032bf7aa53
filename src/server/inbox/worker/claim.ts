import type Database from '@nocobase/database';
import { Op } from '@nocobase/database';
import type { WorkflowContext } from '../../model/delivery';

/** A delivery that a worker has claimed. */
export interface ClaimedDelivery {
  id: string;
  workflowKey: string;
  workflowId: number | string;
  context: WorkflowContext;
  receivedAt: Date;
  attempts: number;
  /** bytes that it takes in memory, about */
  size: number;
  /** milliseconds from arrival to the answer, where this process has answered */
  duration?: number;
}

interface Sized {
  contextSize: number | null;
  bodySize: number | string | null;
}

interface Due extends Sized {
  id: string;
}

/** Who claims, how long the claim holds, and how much at most: rows, and bytes that they take. */
export interface Claim {
  owner: string;
  now: Date;
  until: Date;
  rows: number;
  size: number;
  /** keys of the workflows whose deliveries alone are claimed, or are not */
  workflows?: { only: string[] } | { except: string[] };
}

/**
 * Claims the oldest recorded deliveries that are due. The update decides which process gets a row that several want.
 * @returns those that are this owner's now, oldest first
 */
export async function claim(
  db: Database,
  { owner, now, until, rows: limit, size, workflows = { except: [] } }: Claim,
): Promise<ClaimedDelivery[]> {
  const Delivery = db.getModel('webhookDeliveries');
  const chosen =
    'only' in workflows
      ? { workflowKey: workflows.only }
      : workflows.except.length > 0 && { workflowKey: { [Op.notIn]: workflows.except } };
  // Asked for one by one: an "or" would go through all that is held, which may be the whole backlog.
  const due: Due[] = [];
  for (const nextAttemptAt of [null, { [Op.lte]: now }]) {
    const found = await Delivery.findAll({
      attributes: ['id', 'contextSize', 'bodySize'],
      where: { state: 'recorded', nextAttemptAt, ...chosen },
      // The order of the index: by the id alone PostgreSQL would read the table from its oldest row on.
      order: [
        ['nextAttemptAt', 'ASC'],
        ['id', 'ASC'],
      ],
      limit,
    });
    due.push(...found.map((row) => row.get() as Due));
  }
  if (!due.length) return [];
  const oldest = due.sort((one, other) => (one.id < other.id ? -1 : 1)).slice(0, limit);
  const ids = upTo(size, oldest);
  await Delivery.update(
    { state: 'claimed', claimedBy: owner, leaseUntil: until },
    { where: { id: ids, state: 'recorded' } },
  );
  const rows = await Delivery.findAll({
    attributes: ['id', 'workflowKey', 'workflowId', 'context', 'receivedAt', 'attempts', 'contextSize', 'bodySize'],
    where: { id: ids, state: 'claimed', claimedBy: owner },
    order: [['id', 'ASC']],
  });
  return rows.map((row) => {
    const { contextSize, bodySize, ...delivery } = row.get() as Omit<ClaimedDelivery, 'size'> & Sized;
    return { ...delivery, size: sizeOf({ contextSize, bodySize }) };
  });
}

/** Renews the leases of claimed deliveries. */
export async function renew(
  db: Database,
  ids: string[],
  { owner, until }: Pick<Claim, 'owner' | 'until'>,
): Promise<void> {
  if (!ids.length) return;
  await db
    .getModel('webhookDeliveries')
    .update({ leaseUntil: until }, { where: { id: ids, claimedBy: owner, state: ['claimed', 'running'] } });
}

/** Releases claimed deliveries, so that the next claim finds them. */
export async function release(db: Database, ids: string[], owner: string): Promise<void> {
  if (!ids.length) return;
  await db
    .getModel('webhookDeliveries')
    .update(
      { state: 'recorded', claimedBy: null, leaseUntil: null },
      { where: { id: ids, state: 'claimed', claimedBy: owner } },
    );
}

function upTo(size: number, rows: Due[]): string[] {
  let sum = 0;
  return rows
    .filter((row, index) => {
      sum += sizeOf(row);
      return index === 0 || sum <= size;
    })
    .map(({ id }) => id);
}

// Rows of older versions know only the size of the body as it was sent.
function sizeOf({ contextSize, bodySize }: Sized): number {
  return contextSize ?? Number(bodySize ?? 0);
}
