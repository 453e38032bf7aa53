import type { WorkflowContext } from '../../model/delivery';
import type { Check } from '../../../common/api/deliveries';
import type { StoredResponse } from '../../../common/api/deliveries';
import type { DeliveryState } from '../../../common/deliveryStates';

/** A row of `webhookDeliveries`, with the columns that are written when a request arrives. */
export interface DeliveryRow {
  id: string;
  state: DeliveryState;
  code?: string | null;
  reason?: string | null;
  workflowKey: string;
  workflowId: number | string;
  workflowTitle: string;
  method: string;
  path: string;
  query: Record<string, string | string[]>;
  search: string;
  headers: Record<string, string>;
  contentType: string | null;
  address: string;
  eventType?: string | null;
  idempotencyKey?: string | null;
  receivedAt: Date;
  duration: number;
  status?: number | null;
  answer?: StoredResponse | null;
  bodySize: number | null;
  bodyDigest: string | null;
  rawBody: Buffer | null;
  context?: WorkflowContext | null;
  contextSize?: number | null;
  verification: readonly Check[];
  dedupKey?: string | null;
  dedupUntil?: Date | null;
  proofKey?: string | null;
  proofUntil?: Date | null;
  contentDigest?: string | null;
  sealed?: string | null;
  duplicateOf?: string | null;
  replayOf?: string | null;
  occurrences: number;
  duplicates: number;
  attempts: number;
  claimedBy?: string | null;
  leaseUntil?: Date | null;
  notice?: { key: string; value: string } | null;
}
