/** What a signature covers beside the recipe's own constants. */
export interface Signing {
  body: Buffer;
  secret: string;
  /** as it will be written in the request */
  timestamp: string;
  method: string;
  /** absolute, query included, as the sender knows it */
  url: string;
}

/** How a provider signs, as its documentation says: what the battery of vectors is made from. */
export interface Recipe {
  scheme: string;
  secrets: [string, string];
  options?: Record<string, string>;
  /** what made or proved it */
  source: string;
  url?: string;
  method?: string;
  /** headers that are always there */
  headers?: [string, string][];
  /** the signature as text, without any prefix */
  sign(signing: Signing): string;
  /** hex and base64 signatures are also sent in the other encoding, which must be refused */
  encoding: 'hex' | 'base64' | 'base64url';
  /** headers that carry the signature and the timestamp */
  carry(signature: string, timestamp: string): [string, string][];
  /** name of the header that carries the signature */
  carrier: string;
  timestamp?: {
    unit: 's' | 'ms' | 'iso';
    /** seconds */
    tolerance: number;
    /** header of its own; absent when it is in the carrier */
    header?: string;
  };
  bodies?: Record<string, string | Buffer>;
  /** upper-case hex is accepted, as the provider's own library does */
  anyCase?: true;
  /** fails unless the provider's own library lets the request in */
  prove?(request: ProofRequest): void | Promise<void>;
  identity?: { idempotencyKey: string | null; eventType: string | null };
}

/** A request for the provider's own verifier. */
export interface ProofRequest {
  headers: Record<string, string>;
  body: Buffer;
  secret: string;
  method: string;
  url: string;
  /** milliseconds since 1970 */
  now: number;
}
