import { createHash } from 'node:crypto';
import type { Exchange, WorkflowContext } from '../../model/delivery';

/** The values whose uniqueness finds duplicates. */
export interface DeliveryKeys {
  /** digest of endpoint and idempotency key */
  dedupKey?: string;
  dedupUntil?: Date;
  /** digest of endpoint and signed message */
  proofKey?: string;
  proofUntil?: Date;
}

/** Columns of a delivery that has not run and won't: the sender's next attempt is let in. */
export const RELEASED_KEYS = { dedupKey: null, proofKey: null } as const;

/** The keys that a delivery claims, and until when. A replay, which a person wants, is never a duplicate and claims nothing. */
export function deliveryKeys(
  { endpoint, request, proof, replayOf }: Exchange,
  { delivery }: WorkflowContext,
): DeliveryKeys {
  const { workflowKey, deduplication, replayWindow } = endpoint;
  if (replayOf) return {};
  const until = (seconds: number) => new Date(request.receivedAt + seconds * 1000);
  const { idempotencyKey } = delivery;
  return {
    // The source keeps equal values from two places apart.
    ...(idempotencyKey && {
      dedupKey: digest(workflowKey, deduplication.source, idempotencyKey),
      dedupUntil: until(deduplication.seconds),
    }),
    ...(proof && replayWindow && { proofKey: digest(workflowKey, 'proof', proof), proofUntil: until(replayWindow) }),
  };
}

function digest(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\0')).digest('hex');
}
