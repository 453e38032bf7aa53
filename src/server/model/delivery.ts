import type { Check } from '../../common/api/deliveries';
import type { BodyFormat } from '../../common/WebhookConfig';
import type { Endpoint } from './endpoint';
import type { ReceivedRequest } from './request';

/** Attributes of a CloudEvent, extensions among them. */
export interface CloudEvent {
  specversion: string;
  id: string;
  source: string;
  type: string;
  datacontenttype?: string;
  [attribute: string]: unknown;
}

/** A file of a multipart body. */
export interface FileInfo {
  /** name of the form's field */
  field: string;
  /** safe for a disk, and different from those of the other files */
  filename: string;
  /** `type/subtype`, at most 127 characters; `application/octet-stream` where the sender wrote none or an invalid one */
  mimetype: string;
  /** bytes */
  size: number;
}

/** A file with its bytes: a view of the body, not a copy. */
export interface ReceivedFile extends FileInfo {
  content: Buffer;
}

/** A file that has been stored: the fields of its record that later nodes use. */
export interface StoredFile extends FileInfo {
  id: number | string;
  /** name without the extension */
  title: string;
  extname: string;
  url: string;
  preview?: string;
}

/** `$context.delivery` of the workflow. */
export interface DeliveryInfo {
  id: string;
  method: string;
  /** path below the webhooks segment, as sent */
  path: string;
  /** empty when it could not be told */
  address: string;
  /** ISO 8601 */
  receivedAt: string;
  idempotencyKey: string | null;
  eventType: string | null;
  /** the body's type as sent; null when it was not said */
  contentType: string | null;
  /** how the body was read; null when there was none */
  format: BodyFormat | null;
  /** attributes of a CloudEvent */
  event?: CloudEvent;
  /** base64 of the bytes as received, compressed where the sender compressed them; only where the endpoint asks for it */
  rawBody?: string;
}

/** `$context` of the workflow. */
export interface WorkflowContext {
  data: unknown;
  headers: Record<string, string>;
  query: unknown;
  params: Readonly<Record<string, string>>;
  files: (FileInfo | StoredFile)[];
  /** copies of leaves by the aliases of the endpoint's variables, for names that NocoBase's templates can't read */
  fields: Record<string, unknown>;
  delivery: DeliveryInfo;
}

/** A request at an endpoint, with what is known about it so far: its row of the delivery log is written from it. */
export interface Exchange {
  readonly request: ReceivedRequest;
  readonly endpoint: Endpoint;
  /** as received; absent until it has been read */
  body?: Buffer;
  /** digest of what the signature covers, where there is one */
  proof?: string;
  /** digest of the content: different for a copy that says something else */
  contentDigest?: string;
  /** in the order in which they were taken */
  readonly checks: Check[];
  /** the delivery that is run again, on a person's wish; a replay is never a duplicate */
  readonly replayOf?: string;
}
