import type { CloudEvent, DeliveryInfo, ReceivedFile } from './delivery';
import type { HeaderMap } from './request';

/** A body to be parsed, decompressed, with the headers that came with it. */
export interface BodyToParse {
  content: Buffer;
  contentType?: string;
  headers: HeaderMap;
}

/** Numbers of a parsed JSON text that JavaScript would write differently, such as `10.50`: the characters sent, by their container and name. */
export type WrittenNumbers = WeakMap<object, ReadonlyMap<string, string>>;

/** A parsed body. */
export interface ParsedBody {
  data: unknown;
  /** null: there was no body */
  format: DeliveryInfo['format'];
  files: readonly ReceivedFile[];
  event?: CloudEvent;
  written?: WrittenNumbers;
}
