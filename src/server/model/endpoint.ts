import type { BodyFormat, FilesConfig, Method, ResponseConfig } from '../../common/WebhookConfig';
import type { PathPattern } from '../../common/path';
import type { SignedFormat } from '../../common/providers';
import type { WorkflowContext } from './delivery';
import type { IncomingRequest, HttpResponse } from './request';

/** What a verifier is given beside the request. Time and secrets are arguments, so that every case can be tested. */
export interface VerifyInput {
  request: IncomingRequest;
  /** resolved secrets, in the configured order; any of them may match */
  secrets: readonly string[];
  /** resolved further options of the scheme */
  options: Readonly<Partial<Record<string, string>>>;
  /** milliseconds since 1970 */
  now: number;
  /** seconds; undefined takes the scheme's own or the default */
  tolerance?: number;
  /** fetches a PEM certificate; only schemes whose certificates are published by the provider call it, with URLs they have checked */
  fetchCertificate?: (url: string) => Promise<string>;
}

/**
 * The result of a verification. `payload` is there when the scheme encrypts: it is the plain content that replaces the body.
 * `proof` is a digest, in hex, of what the signature covers: equal for an identical message, whatever the unsigned parts of a request say;
 * absent where nothing is signed. `reason` is for the delivery log, never for the sender, and holds no secret, signature or body.
 */
export type Verdict =
  | { verified: true; payload?: { content: Buffer; contentType?: string }; proof?: string }
  | { verified: false; reason: string };

/** Decides about one request. Never throws for anything that a sender can write. */
export type Verify = (input: VerifyInput) => Verdict | Promise<Verdict>;

/** An endpoint's secrets, resolved for one request. */
export interface Credentials {
  /** in the configured order; any of them may match */
  secrets: readonly string[];
  /** what the scheme needs beside them */
  options: Readonly<Partial<Record<string, string>>>;
}

/** What a handshake is given. Secrets, time and randomness are arguments, so that every case can be tested. */
export interface HandshakeInput extends Pick<VerifyInput, 'request' | 'secrets' | 'options' | 'now'> {
  /** only encrypted responses need it; default: that of Node.js */
  randomBytes?: (size: number) => Buffer;
}

/**
 * The response to a handshake, or why it gets none (401; the reason is for the delivery log). `notice` is what a person has to act on,
 * such as a secret that the provider has just made: it is stored with the delivery, and never adopted automatically.
 */
export type HandshakeResult = (HttpResponse & { notice?: { key: string; value: string } }) | { refused: string };

/**
 * How one provider checks that the endpoint is ours. Either function returns undefined if the request is not a handshake. One that is goes
 * no further, so nothing of it reaches a workflow.
 */
export interface Handshake {
  /** methods in which handshakes arrive: let in beside the configured ones, for nothing but handshakes */
  methods: readonly string[];
  /** the provider makes the secret and hands it over in the handshake: until then the endpoint has to do without one */
  bringsSecret?: true;
  /** for what the provider does not sign; called before verification */
  unsigned?: (input: HandshakeInput) => HandshakeResult | undefined;
  /** for what the provider signs; called after verification */
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
  verify: Verify;
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
  /** the bytes alone decide among these, because a signature covers them and not the headers; undefined: the type decides */
  signedFormats?: readonly SignedFormat[];
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
  /** why every request is refused with 503, when the configuration can't be compiled */
  misconfigured?: string;
  /** what of the configuration is wrong, as far as that is the reason: for people, by keys of the locale files */
  problems?: readonly { path: string; key: string; params: Record<string, unknown> }[];
  /** counts a verified request; seconds to wait, 0 when it may go on */
  countCall(now: number): number;
  allows(address: string | undefined): boolean;
  verifier: EndpointVerifier;
  /** seconds; undefined takes the scheme's own */
  tolerance?: number;
  handshake?: Handshake;
  /** where the idempotency key comes from, and for how many seconds a delivery's key is remembered */
  deduplication: { source: string; seconds: number };
  /** seconds for which an identical signed message is a duplicate; undefined: its id alone decides */
  replayWindow?: number;
  /** which event this is and of which kind, where the configuration or the provider says so */
  identify(request: IncomingRequest): { idempotencyKey: string | null; eventType: string | null };
  /** what the provider wants to hear in place of the default response */
  acknowledgement?: (input: HandshakeInput) => HttpResponse | undefined;
  /** names of the scheme's options that are secrets, as `clientState` */
  secretOptions: readonly string[];
  /** the secrets as they are now, or which is missing */
  credentials(): Promise<Credentials | { missing: string }>;
  /** bytes */
  maxBodySize: number;
  /** milliseconds that a synchronous run may take */
  timeout: number;
  rawBody: boolean;
  /** credentials that the workflow gets all the same, in lower case; never one that the verification reads */
  exposedHeaders: readonly string[];
  /** `$context.fields`, from the other parts of the context */
  fields(context: Pick<WorkflowContext, 'data' | 'headers' | 'query'>): WorkflowContext['fields'];
  /** templates of the responses to a successful run, a failed one and one that takes too long */
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
