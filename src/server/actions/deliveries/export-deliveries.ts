import type Database from '@nocobase/database';
import { bodyOf } from './body-of';
import type { DeliveryFilter } from './checked-filter';
import { csvLine } from './csv-line';
import { findDeliveries } from './find-deliveries';
import { CONTENT_COLUMNS, NEWEST_FIRST, SUMMARY_COLUMNS } from './delivery-columns';
import { summariesOf } from './delivery-rows';

const MAX_ROWS = 100_000;
// With bodies a row may be as large as what is kept of one, so there are few at a time.
const BATCH = { csv: 500, json: 50 };
const CSV_COLUMNS = [...SUMMARY_COLUMNS, 'executionStatus'] as const;

interface Row {
  get(): Record<string, unknown>;
}

/**
 * The text of an export, batch by batch, newest first, at most 100,000 rows: nothing but one batch is in memory.
 * @param secretsOf gives the secrets of a row's endpoint, which are not shown
 * @param format CSV has a list's columns; JSON is an array of them with headers, query and body
 */
export async function* exportDeliveries(
  db: Database,
  filter: DeliveryFilter,
  format: 'csv' | 'json',
  { secretsOf, context }: { secretsOf: (row: Record<string, unknown>) => Promise<readonly string[]>; context?: object },
): AsyncGenerator<string> {
  // The mark tells spreadsheets that it is UTF-8.
  yield format === 'csv' ? `\ufeff${csvLine(CSV_COLUMNS)}` : '[';
  let empty = true;
  for await (const rows of batches(db, filter, format, context)) {
    const summaries = await summariesOf(db, rows);
    if (format === 'csv') {
      yield summaries.map((summary) => csvLine(CSV_COLUMNS.map((name) => summary[name]))).join('');
      continue;
    }
    const texts = await Promise.all(
      rows.map(async (row, index) => {
        const { headers, query, ...columns } = row.get();
        const body = bodyOf(columns, await secretsOf(columns));
        return JSON.stringify({ ...summaries[index], headers, query, body });
      }),
    );
    yield `${empty ? '\n' : ',\n'}${texts.join(',\n')}`;
    empty = false;
  }
  if (format === 'json') yield '\n]\n';
}

async function* batches(
  db: Database,
  filter: DeliveryFilter,
  format: 'csv' | 'json',
  context?: object,
): AsyncGenerator<Row[]> {
  const fields = format === 'csv' ? [...SUMMARY_COLUMNS] : [...SUMMARY_COLUMNS, ...CONTENT_COLUMNS];
  const size = BATCH[format];
  let last: { receivedAt: Date; id: string } | undefined;
  for (let count = 0; count < MAX_ROWS; count += size) {
    const rows = (await findDeliveries(db, {
      fields,
      filter: last ? { $and: [filter, after(last)] } : filter,
      sort: NEWEST_FIRST,
      limit: Math.min(size, MAX_ROWS - count),
      context,
    })) as unknown as Row[];
    if (rows.length) yield rows;
    if (rows.length < size) return;
    last = rows[rows.length - 1].get() as unknown as { receivedAt: Date; id: string };
  }
}

function after({ receivedAt, id }: { receivedAt: Date; id: string }): DeliveryFilter {
  return { $or: [{ receivedAt: { $lt: receivedAt } }, { $and: [{ receivedAt }, { id: { $lt: id } }] }] };
}
