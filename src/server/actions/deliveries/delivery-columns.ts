import type { Delivery } from '../../../common/api/deliveries';

/** Columns of a delivery that lists, charts and NocoBase's own blocks may show. What is not here leaves the server by `get` and `export` only. */
export const SUMMARY_COLUMNS = [
  'id',
  'state',
  'code',
  'reason',
  'workflowKey',
  'workflowId',
  'workflowTitle',
  'executionId',
  'method',
  'path',
  'eventType',
  'idempotencyKey',
  'address',
  'receivedAt',
  'duration',
  'contentType',
  'bodySize',
  'status',
  'duplicates',
  'occurrences',
  'replayOf',
  'duplicateOf',
  'attempts',
] as const satisfies readonly (keyof Delivery)[];

/** Columns beside those that a JSON export has. */
export const CONTENT_COLUMNS = ['headers', 'query', 'bodyDigest', 'rawBody'] as const;

/** Columns beside those that one opened delivery has. */
export const DETAIL_COLUMNS = [...CONTENT_COLUMNS, 'verification', 'answer', 'error', 'notice'] as const;

/** What a list may be sorted by: what an index gives in order, however many rows there are. */
export const SORTS = ['receivedAt', '-receivedAt', 'id', '-id'] as const;

/** A moment at the edge of a filter, sorted by which lists go on. */
export const NEWEST_FIRST = ['-receivedAt', '-id'];
