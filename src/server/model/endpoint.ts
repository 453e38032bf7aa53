import type { BodyFormat, FilesConfig, Method, ResponseConfig } from '../../common/WebhookConfig';
import type { PathPattern } from '../../common/path';
import type { IncomingRequest, HttpResponse } from './request';

/** What a verifier is given beside the request. Time and secrets are arguments, so that every case can be tested. */
export interface VerifyInput {
  request: IncomingRequest;
  /** resolved secrets, in the configured order; any of them may match */
  secrets: readonly string[];
  /** resolved further options of the scheme */
  options: Readonly<Record<string, string>>;
  /** milliseconds since 1970 */
  now: number;
  /** seconds; undefined takes the scheme's own or the default */
  tolerance?: number;
  /** fetches a PEM certificate; only schemes whose certificates are published by the provider call it, with URLs they have checked */
  fetchCertificate?: (url: string) => Promise<string>;
}

/**
 * The result of a verification. `payload` is there when the scheme encrypts: it is the plain content that replaces the body.
 * `reason` is for the delivery log, never for the sender, and holds no secret, signature or body.
 */
export type Verdict =
  { verified: true; payload?: { content: Buffer; contentType?: string } } | { verified: false; reason: string };

/** An endpoint's secrets, resolved for one request. */
export interface Credentials {
  /** in the configured order; any of them may match */
  secrets: readonly string[];
  /** what the scheme needs beside them */
  options: Readonly<Record<string, string>>;
}

/** What a handshake is given. */
export type HandshakeInput = Pick<VerifyInput, 'request' | 'secrets' | 'options' | 'now'>;

/** The answer to a handshake, with what a person must do something with; or why there is none for the sender. */
export type HandshakeResult = (HttpResponse & { notice?: { key: string; value: string } }) | { refused: string };

/** Answers ownership checks of a provider. Undefined from a function: the request is none. */
export interface EndpointHandshake {
  /** methods let in for nothing but handshakes */
  methods: readonly string[];
  /** the unsigned one hands over a secret */
  bringsSecret?: true;
  unsigned?: (input: HandshakeInput) => HandshakeResult | undefined;
  signed?: (input: HandshakeInput, verdict: Extract<Verdict, { verified: true }>) => HandshakeResult | undefined;
}

/** What a signature covers, or is in, beside the body. */
export interface SignedParts {
  /** lower-case */
  headers: readonly string[];
  query: readonly string[];
  /** the query is signed as a whole */
  url: boolean;
}

/** Decides whether a request is authentic. */
export interface EndpointVerifier {
  verify(input: VerifyInput): Verdict | Promise<Verdict>;
  /** value of WWW-Authenticate */
  challenge?: string;
  /** lower-case names of headers that carry the credential, and so stay out of the workflow */
  credentialHeaders: readonly string[];
  /** the same for query parameters */
  credentialQuery: readonly string[];
  /** what has to be stored so that it can be decided again */
  signed?: SignedParts;
  /** the content may be in an encrypted or signed envelope, so that there is none without verifying */
  hasEnvelope?: boolean;
}

/** How an endpoint reads bodies. */
export interface BodySettings {
  /** every body is read so, whatever its type; undefined goes by the type */
  format?: BodyFormat;
  /** field of a form whose JSON becomes the data; empty: none */
  payloadField: string;
  /** what the sender signs of a compressed body: the bytes as received, or those that come out of them */
  signedBody: 'received' | 'decoded';
}

/** A webhook workflow, compiled: a request only calls what is ready. */
export interface Endpoint {
  workflowId: number | string;
  workflowKey: string;
  title: string;
  pattern: PathPattern;
  methods: readonly Method[];
  /** why every call is refused with 503, when the configuration can't be compiled */
  misconfigured?: string;
  /** what of the configuration is wrong, as far as that is the reason: for people, by keys of the locale files */
  problems?: readonly { path: string; key: string; params: Record<string, unknown> }[];
  /** counts a verified request; seconds to wait, 0 when it may go on */
  countCall(now: number): number;
  allows(address: string | undefined): boolean;
  verifier: EndpointVerifier;
  /** seconds; undefined takes the scheme's own */
  tolerance?: number;
  handshake?: EndpointHandshake;
  /** where the idempotency key comes from, and for how many seconds a delivery's key is remembered */
  deduplication: { source: string; seconds: number };
  /** which event this is and of which kind, where the configuration or the provider says so */
  identify(request: IncomingRequest): { idempotencyKey: string | null; eventType: string | null };
  /** what the provider wants to hear in place of the default response */
  acknowledgement?: (input: HandshakeInput) => HttpResponse | undefined;
  /** the secrets as they are now, or which is missing */
  credentials(): Promise<Credentials | { missing: string }>;
  /** bytes */
  maxBodySize: number;
  /** milliseconds that a synchronous run may take */
  timeout: number;
  rawBody: boolean;
  /** credentials that the workflow gets all the same, in lower case; never one that the verification reads */
  exposedHeaders: readonly string[];
  /** templates of what a good call, a failed run and one that takes too long are answered */
  response: ResponseConfig;
  failureResponse?: ResponseConfig;
  timeoutResponse?: ResponseConfig;
  /** which pages of other origins may read the answers */
  cors?: { origins: readonly string[] };
  body: BodySettings;
  /** where files are stored; undefined: nowhere */
  files?: FilesConfig;
}

/** What a method and a path lead to. `contested`: more than one enabled workflow claims them, so none may have the request. */
export type Route =
  | { found: 'endpoint'; endpoint: Endpoint; params: Readonly<Record<string, string>> }
  | {
      found: 'method';
      allow: readonly string[];
      others: readonly { endpoint: Endpoint; params: Readonly<Record<string, string>> }[];
    }
  | { found: 'contested'; endpoints: readonly Endpoint[] }
  | { found: 'nothing' };
