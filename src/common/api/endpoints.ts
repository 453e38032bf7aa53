/**
 * What a provider handed over in a handshake, for a user to take.
 * @typeParam Time ISO 8601 in the browser; a Date on the server, which JSON turns into that
 */
export interface HandshakeNotice<Time = string> {
  key: string;
  value: string;
  receivedAt: Time;
  address: string | null;
}

/** Whether an endpoint works. */
export interface EndpointState<Time = string> {
  enabled: boolean;
  /** the problem is the configuration */
  misconfigured: boolean;
  /** why it rejects every request */
  problem: string | null;
  notices: HandshakeNotice<Time>[];
}

/** What is wrong with one field of a configuration, or weak in it. */
export interface ConfigProblem {
  path: string;
  message: string;
  /** the field is not known, so the form cannot change it */
  unknown: boolean;
  /** it is valid, but weak: the message says what somebody could do */
  warning?: true;
}

/** An endpoint that rejects every request because of its configuration. */
export interface MisconfiguredEndpoint {
  workflowKey: string;
  title: string;
  problem?: string;
}

/** Until when a provider may hand over a secret although the endpoint has one. */
export interface ExpectedHandshake<Time = string> {
  until: Time;
}
