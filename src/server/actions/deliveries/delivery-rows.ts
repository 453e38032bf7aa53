import type Database from '@nocobase/database';
import type { Delivery } from '../../../common/api/deliveries';
import { SUMMARY_COLUMNS } from './delivery-columns';

interface Row {
  get(): Record<string, unknown>;
}

/** Makes what lists show of rows, with the status of each one's execution; one more query for all of them. */
export async function summariesOf(db: Database, rows: readonly Row[]): Promise<Delivery<Date>[]> {
  const columns = rows.map((row) => row.get());
  const ids = columns.flatMap(({ executionId }) => (executionId == null ? [] : [executionId as string]));
  const found = ids.length
    ? await db.getModel('executions').findAll({ attributes: ['id', 'status'], where: { id: ids }, raw: true })
    : [];
  const statuses = new Map(
    (found as unknown as { id: string; status: number }[]).map(({ id, status }) => [String(id), status]),
  );
  return columns.map((row) => summaryOf(row, statuses));
}

function summaryOf(row: Record<string, unknown>, statuses: ReadonlyMap<string, number>): Delivery<Date> {
  const shown = Object.fromEntries(SUMMARY_COLUMNS.map((name) => [name, row[name] ?? null]));
  return {
    ...shown,
    workflowId: textOf(row.workflowId),
    executionId: textOf(row.executionId),
    executionStatus: statuses.get(String(row.executionId)) ?? null,
    // Some databases give large integers as text.
    bodySize: row.bodySize == null ? null : Number(row.bodySize),
    occurrences: Number(row.occurrences ?? 1),
  } as Delivery<Date>;
}

function textOf(id: unknown): string | null {
  return id == null ? null : String(id);
}
