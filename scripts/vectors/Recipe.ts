import type { VectorCase } from '../../__tests__/helpers/vectors';

export type HeaderList = [string, string][];

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
  /** stands before the name of each case, where a scheme has several recipes */
  label?: string;
  secrets: [string, string];
  /** what is configured in place of the secrets: public keys where the secrets are private ones */
  configured?: [string, string];
  /** a secret that is not configured; default: the first one with another end */
  stranger?: string;
  options?: Record<string, string>;
  /** what made or proved it */
  source: string;
  /** as the sender knows it */
  url?: string;
  /** as the server sees it, where that is something else */
  seenUrl?: string;
  method?: string;
  /** headers that are always there */
  headers?: HeaderList;
  /** the signature as text, without any prefix */
  sign(signing: Signing): string;
  /** the signature is also sent in the other encoding, which must be refused */
  encoding: 'hex' | 'base64' | 'base64url';
  /** headers that carry the signature and the timestamp */
  carry(signature: string, timestamp: string): HeaderList;
  /** name of the header that carries the signature */
  carrier: string;
  timestamp?: {
    unit: 's' | 'ms' | 'iso';
    /** seconds */
    tolerance: number;
    /** header of its own; absent when it is in the carrier */
    header?: string;
  };
  /** default: all of BODIES. The first is the one that is broken in many ways: a JSON object. */
  bodies?: Record<string, string | Buffer>;
  /** upper-case hex is accepted, as the provider's own library does */
  anyCase?: true;
  /** fails unless the provider's own library lets the request in */
  prove?(request: ProofRequest): void | Promise<void>;
  /** of the first body */
  identity?: VectorCase['identity'];
}

/** One of the ways in which a scheme signs. */
export type Variant = Omit<Recipe, 'scheme'>;

/** A request for the provider's own verifier. */
export interface ProofRequest {
  headers: Record<string, string>;
  body: Buffer;
  secret: string;
  method: string;
  url: string;
  /** milliseconds since 1970; the clock stands still at it */
  now: number;
}

/** All that becomes one file of vectors. */
export interface Suite {
  scheme: string;
  recipes: Variant[];
  /** cases that no battery makes */
  more?: VectorCase[];
  certificates?: Record<string, string>;
}
