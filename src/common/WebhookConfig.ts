import type { BODY_FORMATS, METHODS, RESPONSE_TYPES, SIGNED_BODIES } from './constants';

/** A method that an endpoint may accept. */
export type Method = (typeof METHODS)[number];

/** A literal, or a variable such as `{{$env.GITHUB_SECRET}}`. Literals are encrypted at rest and never sent to a browser. */
export type Secret = string;

/** How a body is read. */
export type BodyFormat = (typeof BODY_FORMATS)[number];

/** What the sender signs of a compressed body: the bytes as received, or the decompressed ones. */
export type SignedBody = (typeof SIGNED_BODIES)[number];

/** A leaf that the variable picker offers. */
export interface Variable {
  /** dotted; at each level a member with the exact rest of the path wins */
  path: string;
  /** `[A-Za-z_][A-Za-z0-9_]*`: `$context.fields` has a copy under it; on a path that NocoBase's templates can read, any other text is a label */
  alias?: string;
}

/** Where a scheme finds a value in the request. */
export interface ValueSource {
  from: 'header' | 'query' | 'body';
  /** header name, query parameter, or dotted path into a JSON body or name in a form body */
  name: string;
  /** further names, each taken only when the ones before it are absent */
  alternatives?: readonly string[];
}

/** Where the timestamp of a scheme is, and how it is written. */
export interface TimestampSource {
  /** `field`: one of the `name=value` pairs that the signature is in, such as `t` of `t=…,v1=…` */
  from: ValueSource['from'] | 'field';
  name: string;
  alternatives?: readonly string[];
  /** seconds or milliseconds since 1970, or RFC 3339 text with a zone; default s */
  unit?: 's' | 'ms' | 'iso';
}

/** How a signature is built: from the catalogue of providers, or custom for other senders. */
export interface SignatureScheme {
  signature: ValueSource;
  algorithm: 'hmac-sha1' | 'hmac-sha256' | 'hmac-sha512' | 'sha256' | 'ed25519' | 'rsa-sha256' | 'ecdsa-p256';
  /** how the signature is written; default hex */
  encoding?: 'hex' | 'base64' | 'base64url';
  /** accepts hex digits in upper case too; default false */
  anyCase?: boolean;
  /** accepts base64url with its padding too; default false */
  padded?: boolean;
  /** text before each signature, such as `sha256=` */
  prefix?: string;
  /** separates several signatures, or the pairs when `field` is set (default there: a comma) */
  separator?: string;
  /** the value is a list of `name=value` pairs and this is the name of the signatures, such as `v1` of `t=…,v1=…` */
  field?: string;
  /**
   * what is signed: text with `{method} {url} {path} {query} {body} {timestamp} {header.NAME} {query.NAME} {body.PATH} {secret}`;
   * default `{body}`
   */
  signedContent?: string;
  /** how a secret becomes the key of an HMAC; default utf8. Public keys are recognised as PEM, base64 or hex. */
  keyEncoding?: 'utf8' | 'base64' | 'hex' | 'whsec' | 'pem';
  timestamp?: TimestampSource;
}

/** How requests are authenticated. */
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

/** How the body of a response is made. */
export type ResponseType = (typeof RESPONSE_TYPES)[number];

/** A configured response. Its texts may hold variables of the run. Every field is optional. */
export interface ResponseConfig {
  /** 200 to 599, or one variable */
  status?: number | string;
  headers?: { name: string; value: string }[];
  /** absent: derived from the body (text, JSON or empty) */
  type?: ResponseType;
  /** takes precedence over the one implied by the type */
  contentType?: string;
  /** JSON: a value, or JSON text; text, XML and HTML: a text; binary: base64 */
  body?: unknown;
  /** target of a redirect: an http or https URL, or a relative one */
  location?: string;
  /** allows Set-Cookie among the headers; such a cookie belongs to NocoBase's own origin */
  allowCookies?: boolean;
}

/** `node.config` of the HTTP Response node. */
export interface ResponseNodeConfig extends ResponseConfig {
  /** continues the workflow after the response; default false: it ends */
  continue?: boolean;
}

/** What a browser gets after submitting an HTML form: a redirect or a thank-you page. */
export type FormResponse = { type: 'redirect'; location: string } | { type: 'page'; title?: string; text?: string };

/** Where files of multipart bodies are stored. */
export interface FilesConfig {
  /** a file collection of the main data source; default: attachments */
  collection?: string | null;
  /** name of a storage; default: the collection's, otherwise the default storage */
  storage?: string | null;
}

/** `workflow.config` of a webhook workflow. Every field is optional. */
export interface WebhookConfig {
  /** literal segments, `:name` parameters, a final `*rest`; default: the workflow's key */
  path?: string;
  methods?: Method[];
  verification?: Verification;
  /** addresses and CIDR ranges; empty allows any source */
  allowlist?: string[];
  /** bytes */
  maxBodySize?: number;
  rateLimit?: { requests: number; seconds: number };
  deduplication?: { source: 'header' | 'query' | 'body'; key: string; seconds?: number };
  /**
   * for how long an identical signed message is a duplicate, whatever its unsigned id says; false: never. Default: as long as the scheme takes
   * its timestamp, where it signs one
   */
  replayProtection?: { seconds: number } | false;
  response?: ResponseConfig;
  /** of a synchronous run that failed or timed out; default: an error in NocoBase's format */
  failureResponse?: ResponseConfig;
  timeoutResponse?: ResponseConfig;
  /** timeout of a synchronous run, in milliseconds */
  timeout?: number;
  /** origins whose pages may read the response (CORS): `*`, or origins such as https://example.com */
  cors?: { origins: string[] };
  formResponse?: FormResponse;
  rawBody?: boolean;
  /**
   * which of `authorization`, `cookie` and `proxy-authorization` to pass to the workflow, case-insensitive; never one that this endpoint's
   * verification reads, and never NocoBase's own session cookies
   */
  exposeHeaders?: string[];
  /** format of every body; default: by the content type */
  format?: BodyFormat;
  /** form field whose JSON becomes the data; empty: no field; default `payload` for GitHub and Slack */
  payloadField?: string;
  /** stores files of multipart bodies; absent: the workflow gets only name, type and size */
  files?: FilesConfig;
  /** what the sender signs of a compressed body; default received */
  signedBody?: SignedBody;
  variables?: { headers?: Variable[]; query?: Variable[]; body?: Variable[] };
}
