import type { Verdict } from '../model/endpoint';
import type { IncomingRequest, HttpResponse } from '../model/request';

/** What a handshake is given. Secrets, time and randomness are arguments, so that every case can be tested. */
export interface HandshakeInput {
  request: IncomingRequest;
  /** resolved secrets of the scheme, in the configured order */
  secrets: readonly string[];
  /** resolved further options of the scheme */
  options: Readonly<Record<string, string>>;
  /** milliseconds since 1970 */
  now: number;
  /** only answers that are encrypted need it; default: that of Node.js */
  randomBytes?: (size: number) => Buffer;
}

/**
 * The answer to a handshake. `notice` is what a person has to do something with, such as a secret that the provider has just
 * made: it belongs into the delivery's row, and is never adopted by itself.
 */
export type HandshakeResponse = HttpResponse & { notice?: { key: string; value: string } };

/** A request in the form of a handshake that must not be answered: 401. The reason is for the delivery log. */
export interface HandshakeRefusal {
  refused: string;
}

export type HandshakeResult = HandshakeResponse | HandshakeRefusal;

/** A verdict that let the request in. */
export type Verified = Extract<Verdict, { verified: true }>;

/**
 * How one provider checks that the endpoint is ours. Undefined from either function means: this is no handshake, go on.
 * A request that is one goes no further, so nothing of it reaches a workflow.
 */
export interface Handshake {
  /** methods in which handshakes arrive; the endpoint lets them in beside the configured ones, for nothing but handshakes */
  methods: readonly string[];
  /** the provider makes the secret and hands it over in the handshake: until then the endpoint has to do without one */
  bringsSecret?: true;
  /** for what the provider does not sign; called before verification */
  unsigned?: (input: HandshakeInput) => HandshakeResult | undefined;
  /** for what the provider signs; called after verification */
  signed?: (input: HandshakeInput, verdict: Verified) => HandshakeResult | undefined;
}
