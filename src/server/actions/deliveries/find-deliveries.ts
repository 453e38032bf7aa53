import type Database from '@nocobase/database';
import type { FindOptions, Model } from '@nocobase/database';
import { orBadFilter } from './or-bad-filter';

/** What is looked for. */
export interface DeliveryQuery {
  fields: readonly string[];
  filter: object | undefined;
  /** column names, with a minus for downwards; the id settles what is equal */
  sort: readonly string[];
  limit: number;
  offset?: number;
  /** of the action: filters by date need the person's time zone */
  context?: object;
}

/**
 * Finds deliveries with a filter of NocoBase's, in an order that an index gives. The repository's own sort puts empty values last, and then
 * PostgreSQL sorts the whole table for one page.
 * @throws ActionError 400 for a filter whose values can't be read
 */
export async function findDeliveries(db: Database, query: DeliveryQuery): Promise<Model[]> {
  const { fields, filter, sort, limit, offset, context } = query;
  const repository = db.getRepository('webhookDeliveries');
  const order = sort.map((one): [string, string] => (one.startsWith('-') ? [one.slice(1), 'DESC'] : [one, 'ASC']));
  if (!order.some(([name]) => name === 'id')) order.push(['id', order[0][1]]);
  return orBadFilter(filter, () => {
    const { where, attributes } = repository.buildQueryOptions({ fields: [...fields], filter, context }) as FindOptions;
    return db.getModel('webhookDeliveries').findAll({ where, attributes, order, limit, offset });
  });
}
