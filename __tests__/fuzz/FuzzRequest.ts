/** A request before it is put on the wire. Texts are one byte a character. */
export interface FuzzRequest {
  method: string;
  /** path and query */
  target: string;
  /** without those that frame the body */
  headers: [string, string][];
  body: Buffer;
}

/** What a sender of one kind sends, and what the answer to it is. */
export interface Sender {
  name: string;
  /** status of the answer to a good request */
  expected: number;
  make(): FuzzRequest;
}
