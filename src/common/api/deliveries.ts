import type { DeliveryState } from '../deliveryStates';

/**
 * A delivery in a list. Durations in milliseconds, sizes in bytes.
 * @typeParam Time ISO 8601 in the browser; a Date on the server, which JSON turns into that
 */
export interface Delivery<Time = string> {
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
  receivedAt: Time;
  duration: number | null;
  contentType: string | null;
  bodySize: number | null;
  status: number | null;
  duplicates: number;
  /** how many requests the row stands for */
  occurrences: number;
  replayOf: string | null;
  duplicateOf: string | null;
  attempts: number;
}

/** The position of a page in a list. There is no total: the table may have a million rows. */
export interface PageMeta {
  page: number;
  pageSize: number;
  hasNext: boolean;
}

/** One page of deliveries. */
export interface DeliveryPage {
  data: Delivery[];
  meta: PageMeta;
}

/** A raw body, as far as it was kept. */
export interface DeliveryBody {
  kept: boolean;
  encoding: 'base64';
  content: string | null;
  /** bytes; null when the body was never read */
  size: number | null;
  /** SHA-256, hexadecimal */
  digest: string | null;
}

/** One step that a request has gone through. `detail` holds no secret and no part of the body. */
export interface Check {
  step: 'method' | 'source' | 'attempts' | 'body' | 'credentials' | 'verification' | 'rate' | 'handshake' | 'parsing';
  ok: boolean;
  detail?: string;
}

/** A response as it is stored. `encoding`: the body is not text. `cut`: there was one, too large to be kept. */
export interface StoredResponse {
  status: number;
  headers: { name: string; value: string }[];
  body: string | null;
  encoding?: 'base64';
  cut?: true;
}

/** How a delivery can be replayed. */
export interface ReplayChoice {
  replayable: boolean;
  /** why not, as a code; `not_verified`: only with re-verification */
  replayProblem: string | null;
  /** whether it can be verified again: neither its body, nor its credential, nor a signed part has been left out */
  verifiable: boolean;
}

/** What is stored of one delivery, to be shown. Credentials in `query` and `headers` are redacted. */
export interface DeliveryContent<Time = string> extends Delivery<Time> {
  query: Record<string, unknown>;
  headers: Record<string, string>;
  body: DeliveryBody;
  verification: Check[];
  answer: StoredResponse | null;
  error: string | null;
  /** received in a handshake; its value is null for users who may not edit workflows */
  notice: { key: string; value: string | null } | null;
}

/** An opened delivery. */
export interface DeliveryDetail<Time = string> extends DeliveryContent<Time>, ReplayChoice {}

/** The delivery that a replay created. */
export interface Replayed {
  id: string;
  state: string;
  code: string | null;
  reason: string | null;
}

/** The result of replaying several deliveries. */
export interface ReplayResult {
  replayed: { from: string; id: string }[];
  failed: { from: string; code: string; reason: string | null }[];
}

/** The result of deleting deliveries. */
export interface DestroyResult {
  deleted: number;
}

/** Requests of one hour by outcome. A row counts as often as it has occurrences. */
export interface HourlyCounts {
  /** its beginning, ISO 8601 */
  hour: string;
  accepted: number;
  refused: number;
  duplicate: number;
  handshake: number;
}

/** Counts of requests per hour, and how many deliveries wait to be dispatched. */
export interface DeliveryStats {
  hours: HourlyCounts[];
  backlog: number;
}
