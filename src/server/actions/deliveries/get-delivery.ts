import type Database from '@nocobase/database';
import type { DeliveryContent } from '../../../common/api/deliveries';
import { ActionError } from './ActionError';
import { bodyOf } from './body-of';
import { DETAIL_COLUMNS, SUMMARY_COLUMNS } from './delivery-columns';
import { summariesOf } from './delivery-rows';

/** A stored delivery: the columns that one opened delivery has. */
export type DeliveryColumns = Record<
  (typeof SUMMARY_COLUMNS)[number] | (typeof DETAIL_COLUMNS)[number] | 'search' | 'sealed',
  unknown
>;

/**
 * Finds a stored delivery.
 * @throws ActionError 404 for an unknown id
 */
export async function findDelivery(db: Database, id: unknown): Promise<{ get(): DeliveryColumns }> {
  const row = await db.getModel('webhookDeliveries').findOne({
    attributes: [...SUMMARY_COLUMNS, ...DETAIL_COLUMNS, 'search', 'sealed'],
    where: { id: String(id ?? '') },
  });
  if (!row) throw new ActionError(404, 'delivery_not_found', 'There is no such delivery');
  return row;
}

/**
 * What a person sees who opens a delivery.
 * @param secrets of its endpoint: they are not shown
 * @param decrypt opens what is kept encrypted, for those who may know it; a notice that it can't open is left out
 */
export async function describeDelivery(
  db: Database,
  row: { get(): DeliveryColumns },
  secrets: readonly string[],
  decrypt?: (text: string) => Promise<string>,
): Promise<DeliveryContent<Date>> {
  const columns = row.get();
  const [summary] = await summariesOf(db, [row]);
  return {
    ...summary,
    query: (columns.query ?? {}) as DeliveryContent['query'],
    headers: (columns.headers ?? {}) as DeliveryContent['headers'],
    body: bodyOf(columns, secrets),
    verification: (columns.verification ?? []) as DeliveryContent['verification'],
    answer: (columns.answer ?? null) as DeliveryContent['answer'],
    error: (columns.error ?? null) as DeliveryContent['error'],
    notice: await opened(columns.notice as { key: string; value: string } | null, decrypt),
  };
}

async function opened(
  notice: { key: string; value: string } | null,
  decrypt?: (text: string) => Promise<string>,
): Promise<DeliveryContent['notice']> {
  if (!notice || !decrypt) return notice && { key: notice.key, value: null };
  try {
    return { key: notice.key, value: await decrypt(notice.value) };
  } catch {
    return null;
  }
}
