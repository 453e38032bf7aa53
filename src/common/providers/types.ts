import type { BodyFormat, SignatureScheme, ValueSource } from '../WebhookConfig';

/** Kinds of public keys; `ec` is on P-256. */
export type KeyType = 'ed25519' | 'rsa' | 'ec';

/** Formats of bodies that can be told apart by their first character. */
export type SignedFormat = Extract<BodyFormat, 'json' | 'form' | 'multipart' | 'xml' | 'text'>;

/** A text in the two languages of the catalogue. */
export interface LocalText {
  en: string;
  zh: string;
}

/** An option of a provider, besides its secrets. */
export interface ProviderOption {
  name: string;
  label: LocalText;
  secret: boolean;
  /** verification is impossible without it */
  required?: true;
  /** exact length in characters */
  length?: number;
  /** it is base64 without padding */
  isBase64?: true;
  /** it is an http or https URL */
  isUrl?: true;
  /** it is a JSON object */
  isJson?: true;
  /** the kind of keys in the values of that object */
  keysOf?: KeyType;
  /** a switch: on with `true`, off without a value */
  isSwitch?: true;
  /** a switch that the panel turns on when the provider is chosen; without it the API means off, as before */
  isOnAtFirst?: true;
  /** help text below the field */
  hint?: LocalText;
  /** warning while it has no value */
  missing?: LocalText;
}

/** What the page of `docs/providers/` says beside the data. */
export interface Guide {
  /** where the endpoint's URL is pasted */
  place: string;
  /** what is signed, where `signature` doesn't say it */
  signed?: string;
  /** how the URL is checked, if it is */
  handshake?: string;
  /** what a person should know before trusting the signature */
  note?: string;
}

/** A signature scheme of the catalogue. */
export interface ProviderScheme extends SignatureScheme {
  /**
   * the form of headers in the signed content, so that no piece of a body can pass for one of them or for the time: `dotless` where a dot
   * follows; `word` (letters, digits, `_ - + / =`) where nothing does
   */
  headerForm?: 'dotless' | 'word';
}

/** Checks of the URL that need no code. */
export interface HandshakeData {
  /** an unsigned HEAD is answered with 200 */
  head?: true;
  /** an unsigned request without a body: its query parameter is sent back as plain text, if it has that form */
  echo?: { method: 'GET' | 'POST'; parameter: string; form: 'token' | 'sentence' };
  /** signed test events run nothing: POSTs of JSON that hold these values, a text or an empty list, at these dotted paths */
  testEvent?: Readonly<Record<string, string | readonly []>>;
}

/** A fixed response that the provider expects for each event; `empty` is a status without a body. */
export type Acknowledgement = { text: string } | { json: object } | { xml: string } | { empty: 200 | 204 };

/** One provider: everything known of it, as data for the endpoints, the panel and the docs. See docs/adding-a-provider.md. */
export interface Provider {
  /** `verification.scheme` */
  id: string;
  name: string;
  /** its Chinese name, where it differs */
  nameZh?: string;
  /** where to find the secret */
  hint: LocalText;
  /** name of the header, parameter or field with the proof */
  proof: string;
  /** its location; default header */
  proofIn?: 'query' | 'body';
  /** how the signature is built, where no code is needed; several are tried as alternatives, by which header was sent */
  signature?: ProviderScheme | readonly ProviderScheme[];
  /** header that carries the secret itself instead of a signature */
  token?: string;
  /** its file in `src/server/providers/`: code for whatever the data can't say */
  code?: string;
  /** the code checks a signed timestamp */
  timed?: true;
  /** the code checks a signature over the URL with its query */
  signsUrl?: true;
  /** it signs no time, but never sends the same bytes for two events, nor again for one */
  uniqueBodies?: true;
  /** seconds that a signed timestamp may be off, where the provider says so */
  tolerance?: number;
  /** the body may be a signed or encrypted envelope, which the code opens: there is no content without verifying */
  envelope?: true;
  /** the body may hold nothing but an encrypted one, so that it can't be read without the key */
  encrypted?: true;
  /** formats of what it signs, told apart by the bytes; default JSON alone */
  formats?: readonly SignedFormat[];
  /** field of a form whose JSON becomes the data */
  payloadField?: string;
  /** equal for redeliveries of one event; where the code has its own, as for Mailgun, this only describes it */
  deliveryId?: ValueSource;
  eventType?: ValueSource;
  /** how the provider checks the URL, where no code is needed */
  handshake?: HandshakeData;
  /** what the provider expects instead of the default `200 ok`, or it would send the event again, or show "ok" to somebody */
  acknowledgement?: Acknowledgement;
  /** the secret is a public key or certificate of this kind, over several lines */
  publicKey?: KeyType;
  /** no secret is required: the provider hands it over, or there is another proof */
  secretOptional?: true;
  /** the option that is required without a secret: verification needs one of the two */
  insteadOfSecret?: string;
  options?: readonly ProviderOption[];
  guide: Guide;
}

/** A header, as a source of a value. */
export const header = (name: string, ...alternatives: string[]): ValueSource => ({
  from: 'header',
  name,
  ...(alternatives.length ? { alternatives } : {}),
});

/** A field of a JSON or form body, or an element of an XML body, as a source of a value. */
export const body = (name: string, ...alternatives: string[]): ValueSource => ({
  from: 'body',
  name,
  ...(alternatives.length ? { alternatives } : {}),
});

/** The option for the endpoint's URL as the sender knows it. */
export const PUBLIC_URL: ProviderOption = {
  name: 'publicUrl',
  label: { en: 'URL as the provider knows it, without the query', zh: '服务商所见的 URL（不含查询参数）' },
  hint: {
    en: 'Empty: the URL as this server sees it, which a proxy may change.',
    zh: '留空则使用服务器看到的 URL，代理可能会改变它。',
  },
  secret: false,
  isUrl: true,
};
