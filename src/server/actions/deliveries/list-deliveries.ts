import type Database from '@nocobase/database';
import type { Delivery, PageMeta } from '../../../common/api/deliveries';
import { ActionError } from './ActionError';
import { checkedFilter } from './checked-filter';
import { NEWEST_FIRST, SORTS, SUMMARY_COLUMNS } from './delivery-columns';
import { findDeliveries } from './find-deliveries';
import { summariesOf } from './delivery-rows';

const PAGE_SIZE = 20;
const MAX_PAGE_SIZE = 100;
// Rows that a page may lie behind: the database goes through all of them.
const MAX_OFFSET = 100_000;

/** Parameters of `webhookDeliveries:list`, as they come. */
export interface ListParams {
  page?: unknown;
  pageSize?: unknown;
  filter?: unknown;
  sort?: unknown;
}

/**
 * One page of deliveries, newest first unless sorted otherwise. There is no count: the table may have a million rows.
 * @param context of the action: filters by date need the person's time zone
 * @throws ActionError 400 for a filter, sort or page that is not allowed
 */
export async function listDeliveries(
  db: Database,
  { page, pageSize, filter, sort }: ListParams,
  context?: object,
): Promise<{ rows: Delivery<Date>[] } & PageMeta> {
  const size = Math.min(whole(pageSize, PAGE_SIZE, 'pageSize'), MAX_PAGE_SIZE);
  const number = whole(page, 1, 'page');
  const offset = (number - 1) * size;
  if (offset > MAX_OFFSET) {
    throw new ActionError(400, 'bad_page', `Pages end after ${MAX_OFFSET} rows: filter by time to go further back`);
  }
  const rows = await findDeliveries(db, {
    fields: SUMMARY_COLUMNS,
    filter: checkedFilter(filter),
    sort: checkedSort(sort),
    offset,
    limit: size + 1,
    context,
  });
  return {
    rows: await summariesOf(db, rows.slice(0, size)),
    page: number,
    pageSize: size,
    hasNext: rows.length > size,
  };
}

function whole(value: unknown, fallback: number, name: string): number {
  if (value === undefined || value === '') return fallback;
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < 1) {
    throw new ActionError(400, 'bad_page', `${name} is a whole number from 1`);
  }
  return number;
}

function checkedSort(sort: unknown): string[] {
  const wanted = [sort].flat().flatMap((one) => (typeof one === 'string' ? one.split(',') : one == null ? [] : [one]));
  const named = wanted.filter((one) => one !== '');
  if (!named.length) return NEWEST_FIRST;
  if (!named.every((one) => (SORTS as readonly unknown[]).includes(one))) {
    throw new ActionError(400, 'bad_sort', `Deliveries can be sorted by ${SORTS.join(', ')}`);
  }
  return named as string[];
}
