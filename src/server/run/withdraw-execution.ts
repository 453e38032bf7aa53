import type Database from '@nocobase/database';
import { EXECUTION_STATUS } from '@nocobase/plugin-workflow';

/** An execution for which the engine gave no processor. `fate` says whether it may run: `queued` ones do, sooner or later. */
export type LeftExecution =
  { id: number | string; fate: 'withdrawn' | 'queued' | 'entered' } | { id?: never; fate: 'none' };

/**
 * Takes an execution that was made and not begun out of the engine's queue, from which it would run long after its sender was answered.
 * One conditional statement decides when the engine wants it at the same moment.
 * @param how `aborted` leaves it for people to see; `removed` makes room for another one of the same event key
 * @returns what became of it, `none` when there is none; undefined when the database can't tell. Never rejects
 */
export async function withdrawExecution(
  db: Database,
  eventKey: string,
  how: 'aborted' | 'removed',
): Promise<LeftExecution | undefined> {
  const Execution = db.getModel('executions');
  const row = await Execution.findOne({ attributes: ['id', 'status'], where: { eventKey } }).catch(() => undefined);
  if (!row) return row === null ? { fate: 'none' } : undefined;
  const { id, status } = row.get() as { id: number | string; status: number | null };
  if (status !== EXECUTION_STATUS.QUEUEING) return { id, fate: 'entered' };
  const where = { id, status: EXECUTION_STATUS.QUEUEING as null };
  const withdrawn = await (
    how === 'removed'
      ? Execution.destroy({ where })
      : Execution.update({ status: EXECUTION_STATUS.ABORTED }, { where }).then(([rows]) => rows)
  ).catch(() => 0);
  return { id, fate: withdrawn ? 'withdrawn' : 'queued' };
}
