import type { DeliveryState } from '../../common/deliveryStates';

/** A delivery in a list. Times in ISO 8601, durations in milliseconds, sizes in bytes. */
export interface Delivery {
  id: string;
  state: DeliveryState;
  code: string | null;
  reason: string | null;
  workflowKey: string;
  workflowId: string | null;
  workflowTitle: string | null;
  executionId: string | null;
  executionStatus: number | null;
  method: string | null;
  path: string | null;
  eventType: string | null;
  idempotencyKey: string | null;
  address: string | null;
  receivedAt: string;
  duration: number | null;
  contentType: string | null;
  bodySize: number | null;
  status: number | null;
  duplicates: number;
  /** how many calls the row stands for */
  occurrences: number;
  replayOf: string | null;
  duplicateOf: string | null;
  attempts: number;
}

/** An opened delivery. */
export interface DeliveryDetail extends Delivery {
  query: Record<string, unknown>;
  headers: Record<string, string>;
  body: { kept: boolean; encoding: 'base64'; content: string | null; size: number | null; digest: string | null };
  verification: { step: string; ok: boolean; detail?: string }[];
  answer: StoredAnswer | null;
  error: string | null;
  /** its value is null for those who may not edit workflows */
  notice: { key: string; value: string | null } | null;
  replayable: boolean;
  /** a code: why a replay is not possible */
  replayProblem: string | null;
  /** whether a replay can verify again */
  verifiable: boolean;
}

/** What the sender was told. A body in base64 is one that is no text. */
export interface StoredAnswer {
  status: number;
  headers: { name: string; value: string }[];
  body: string | null;
  encoding?: 'base64';
}

/** Calls of one hour, by what became of them. */
export interface HourOfCalls {
  hour: string;
  accepted: number;
  refused: number;
  duplicate: number;
  handshake: number;
}
