import type { CloudEvent, DeliveryInfo, ReceivedFile } from './delivery';
import type { HeaderMap } from './request';

/** A body to be parsed, decompressed and verified, with the headers that came with it. */
export interface BodyToParse {
  content: Buffer;
  contentType?: string;
  headers: HeaderMap;
}

/** A parsed body. */
export interface ParsedBody {
  data: unknown;
  /** null: there was no body */
  format: DeliveryInfo['format'];
  files: readonly ReceivedFile[];
  event?: CloudEvent;
}
