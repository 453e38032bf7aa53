import type { ParsedBody } from './body';

/** Header values by lower-case name, one entry for each time the header was sent. */
export type HeaderMap = ReadonlyMap<string, readonly string[]>;

/** A request as the pure parts see it: no socket, no framework. */
export interface IncomingRequest {
  /** as sent, upper case */
  method: string;
  /** absolute URL as the server saw it: origin, path, query; absent when its host or scheme can't be believed */
  url?: string;
  /** path as received, percent-encoding untouched, without the query: of a sub-application before it is rewritten */
  path: string;
  /** query as sent, without the question mark; empty when there is none */
  search: string;
  headers: HeaderMap;
  /** the exact bytes of the body; empty when there is none */
  body: Buffer;
  /**
   * What is in the body: the one reading of it, made at the first call. All that looks into a body takes it from here, so that no two parts
   * see different values. Undefined when it can't be read, or exceeds what may be read before a request is authentic.
   */
  content(): ParsedBody | undefined;
}

/** The answer to the sender. A string body is sent as UTF-8. */
export interface HttpResponse {
  status: number;
  headers: readonly { name: string; value: string }[];
  body?: string | Buffer;
}

/** A body that has been read. */
export interface ReceivedBody {
  /** the bytes as received */
  received: Buffer;
  /** the same without their content encodings; the very same buffer where there are none */
  decoded: Buffer;
}

/** A request that has arrived, its body not read yet. */
export interface ReceivedRequest extends Omit<IncomingRequest, 'body' | 'content'> {
  /** id of the delivery that it becomes */
  id: string;
  /** path below the webhooks segment, with a leading slash, as sent */
  endpointPath: string;
  /** the sender's, forwarded headers of trusted proxies considered; undefined when it could not be told */
  address: string | undefined;
  /** milliseconds since 1970 */
  receivedAt: number;
}
