import type { CloudEvent, DeliveryInfo, ReceivedFile } from './delivery';
import type { HeaderMap } from './request';

/** A body to be parsed, decompressed, with the headers that came with it. */
export interface BodyToParse {
  content: Buffer;
  contentType?: string;
  headers: HeaderMap;
}

/** A name and a value of a form or query, percent-decoded to bytes; the charset is left to the reader. */
export interface FormField {
  name: Buffer;
  value: Buffer;
}

/** A parsed body. */
export interface ParsedBody {
  data: unknown;
  /** null: there was no body */
  format: DeliveryInfo['format'];
  files: readonly ReceivedFile[];
  event?: CloudEvent;
  /** of a form: its fields in their order, from which the data was made */
  fields?: readonly FormField[];
  /** the data with each number as the text that was sent, such as `10.50`; absent where JavaScript writes all of them so */
  asWritten?: () => unknown;
}
