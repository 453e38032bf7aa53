import { createHash } from 'node:crypto';

/**
 * The value whose uniqueness finds duplicates.
 * @param source where the key was read, so that equal values from two places differ
 * @param key the idempotency key, whole
 * @returns 64 hexadecimal digits, undefined without a key: a delivery without one is never a duplicate
 */
export function deliveryKey(workflowKey: string, source: string, key: string | null): string | undefined {
  if (!key) return undefined;
  return createHash('sha256').update(`${workflowKey}\0${source}\0${key}`).digest('hex');
}
