import type { METHODS } from './constants';

/** A method that an endpoint may accept. */
export type Method = (typeof METHODS)[number];

/** A literal, or a variable such as `{{$env.GITHUB_SECRET}}`. Literals are encrypted at rest and never sent to a browser. */
export type Secret = string;

/** How a body is read. */
export type BodyFormat = 'json' | 'form' | 'multipart' | 'xml' | 'ndjson' | 'text' | 'binary';

/** A leaf that the variable picker offers by name. */
export interface Variable {
  path: string;
  alias?: string;
}

/** Where a scheme finds a value in the request. */
export interface ValueSource {
  from: 'header' | 'query' | 'body';
  /** header name, query parameter, or dotted path into a JSON body or name in a form body */
  name: string;
  /** further names, each taken only when the ones before it are absent */
  alternatives?: string[];
}

/** Where the timestamp of a scheme is, and how it is written. */
export interface TimestampSource {
  /** `field`: one of the `name=value` pairs that the signature is in, such as `t` of `t=…,v1=…` */
  from: ValueSource['from'] | 'field';
  name: string;
  alternatives?: string[];
  /** seconds or milliseconds since 1970, or RFC 3339 text with a zone; default s */
  unit?: 's' | 'ms' | 'iso';
}

/** How a signature is built: a row of the catalogue of providers, or made by hand for a sender that is not there. */
export interface SignatureScheme {
  signature: ValueSource;
  algorithm: 'hmac-sha1' | 'hmac-sha256' | 'hmac-sha512' | 'sha256' | 'ed25519' | 'rsa-sha256' | 'ecdsa-p256';
  /** how the signature is written; default hex */
  encoding?: 'hex' | 'base64' | 'base64url';
  /** accepts hex digits in upper case too; default false */
  anyCase?: boolean;
  /** text before each signature, such as `sha256=` */
  prefix?: string;
  /** separates several signatures, or the pairs when `field` is set (default there: a comma) */
  separator?: string;
  /** the value is a list of `name=value` pairs and this is the name of the signatures, such as `v1` of `t=…,v1=…` */
  field?: string;
  /** what is signed: text with `{method} {url} {path} {query} {body} {timestamp} {header.NAME} {query.NAME} {secret}`; default `{body}` */
  signedContent?: string;
  /** how a secret becomes the key of an HMAC; default utf8. Public keys are recognised as PEM, base64 or hex. */
  keyEncoding?: 'utf8' | 'base64' | 'hex' | 'whsec' | 'pem';
  timestamp?: TimestampSource;
}

/** How a request proves where it comes from. */
export type Verification =
  | { type: 'none' }
  | { type: 'basic'; username: string; password: Secret }
  | { type: 'bearer'; tokens: Secret[] }
  | { type: 'header'; name: string; tokens: Secret[] }
  | { type: 'query'; name: string; tokens: Secret[] }
  | {
      type: 'signature';
      scheme: string;
      secrets: Secret[];
      /** seconds, both ways; default 300 or the provider's own */
      tolerance?: number;
      options?: Record<string, Secret>;
      custom?: SignatureScheme;
    };

/** `workflow.config` of a webhook workflow. Every field may be absent. */
export interface WebhookConfig {
  /** literal segments, `:name` parameters, a final `*rest`; default: the workflow's key */
  path?: string;
  methods?: Method[];
  verification?: Verification;
  /** addresses and CIDR ranges; empty lets any source in */
  allowlist?: string[];
  /** bytes */
  maxBodySize?: number;
  rateLimit?: { requests: number; seconds: number };
  deduplication?: { source: 'header' | 'query' | 'body'; key: string; seconds?: number };
  response?: { status?: number; headers?: { name: string; value: string }[]; body?: unknown };
  /** milliseconds that a synchronous call may take */
  timeout?: number;
  cors?: { origins: string[] };
  rawBody?: boolean;
  variables?: { headers?: Variable[]; query?: Variable[]; body?: Variable[] };
}
