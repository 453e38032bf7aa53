import type { BODY_FORMATS, METHODS, RESPONSE_TYPES, SIGNED_BODIES } from './constants';

/** A method that an endpoint may accept. */
export type Method = (typeof METHODS)[number];

/** A literal, or a variable such as `{{$env.GITHUB_SECRET}}`. Literals are encrypted at rest and never sent to a browser. */
export type Secret = string;

/** How a body is read. */
export type BodyFormat = (typeof BODY_FORMATS)[number];

/** What the sender signs of a compressed body: the bytes as received, or those that come out of them. */
export type SignedBody = (typeof SIGNED_BODIES)[number];

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

/** How a signature is built: a row of the catalogue of providers, or made by hand for a sender that is not there. */
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

/** How the body of a response is made. */
export type ResponseType = (typeof RESPONSE_TYPES)[number];

/** A response as it is configured. Its texts may hold variables of the run. Every field may be absent. */
export interface ResponseConfig {
  /** 200 to 599, or one variable */
  status?: number | string;
  headers?: { name: string; value: string }[];
  /** absent: what the body is decides between text, JSON and nothing */
  type?: ResponseType;
  /** wins over the one that follows from the type */
  contentType?: string;
  /** JSON: a value, or JSON text; text, XML and HTML: a text; binary: base64 */
  body?: unknown;
  /** where a redirect leads to: an http or https URL, or relative */
  location?: string;
  /** lets the headers hold Set-Cookie; such a cookie is one of NocoBase's own origin */
  allowCookies?: boolean;
}

/** `node.config` of the HTTP Response node. */
export interface ResponseNodeConfig extends ResponseConfig {
  /** the workflow goes on after the reply; default false: it ends */
  continue?: boolean;
}

/** What the browser of a person who has sent an HTML form gets: another place, or a page that says thanks. */
export type FormResponse = { type: 'redirect'; location: string } | { type: 'page'; title?: string; text?: string };

/** Where files of multipart bodies are stored. */
export interface FilesConfig {
  /** a file collection of the main data source; default: attachments */
  collection?: string | null;
  /** name of a storage; default: the collection's, or else the default one */
  storage?: string | null;
}

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
  response?: ResponseConfig;
  /** of a synchronous run that failed, or took too long; default: NocoBase's own form of an error */
  failureResponse?: ResponseConfig;
  timeoutResponse?: ResponseConfig;
  /** milliseconds that a synchronous call may take */
  timeout?: number;
  /** which pages of other origins may call from a browser and read the answer: `*`, or origins such as https://example.com */
  cors?: { origins: string[] };
  formResponse?: FormResponse;
  rawBody?: boolean;
  /**
   * which of `authorization`, `cookie` and `proxy-authorization` the workflow gets although they are credentials, in any case; never one that
   * this endpoint's verification reads, and never the cookies of NocoBase's own sessions
   */
  exposeHeaders?: string[];
  /** reads every body so, whatever its content type; default: by the content type */
  format?: BodyFormat;
  /** field of a form whose JSON becomes the data; empty: none; default `payload` for GitHub and Slack */
  payloadField?: string;
  /** stores files of multipart bodies; absent: the workflow only gets to know about them */
  files?: FilesConfig;
  /** what the sender signs of a compressed body; default received */
  signedBody?: SignedBody;
  variables?: { headers?: Variable[]; query?: Variable[]; body?: Variable[] };
}
