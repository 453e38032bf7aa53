import type Database from '@nocobase/database';
import { EXECUTION_STATUS } from '@nocobase/plugin-workflow';

/** An execution that the engine gave no processor for. `fate` says whether it may run: `queued` ones do, sooner or later. */
export type LeftExecution =
  { id: number | string; fate: 'withdrawn' | 'queued' | 'entered' } | { id?: never; fate: 'none' };

/**
 * Takes an execution that was made and not begun out of the engine's queue, from which it would run long after its sender was answered.
 * The update decides when the engine wants it at the same moment.
 * @returns what became of it, `none` when there is none; undefined when the database can't tell. Never rejects
 */
export async function withdrawExecution(db: Database, eventKey: string): Promise<LeftExecution | undefined> {
  const Execution = db.getModel('executions');
  const row = await Execution.findOne({ attributes: ['id', 'status'], where: { eventKey } }).catch(() => undefined);
  if (!row) return row === null ? { fate: 'none' } : undefined;
  const { id, status } = row.get() as { id: number | string; status: number | null };
  if (status !== EXECUTION_STATUS.QUEUEING) return { id, fate: 'entered' };
  const [withdrawn] = await Execution.update(
    { status: EXECUTION_STATUS.ABORTED },
    { where: { id, status: EXECUTION_STATUS.QUEUEING } },
  ).catch(() => [0]);
  return { id, fate: withdrawn ? 'withdrawn' : 'queued' };
}
