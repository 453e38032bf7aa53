import type { SignatureScheme, ValueSource } from '../WebhookConfig';

/** Kinds of public keys; `ec` is on P-256. */
export type KeyType = 'ed25519' | 'rsa' | 'ec';

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
  /** help text below the field */
  hint?: LocalText;
  /** warning while it has no value */
  missing?: LocalText;
}

/** One provider: everything about its signature, as data for the verifier, the panel and the docs. */
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
  /** how the signature is built, where no code is needed; of several alternatives, the one whose header was sent applies */
  signature?: SignatureScheme | readonly SignatureScheme[];
  /** header that carries the secret itself instead of a signature */
  token?: string;
  /** timestamp tolerance in seconds, where the provider specifies one */
  tolerance?: number;
  /** idempotency key of an event; only descriptive where the verifier has code for it, as for Mailgun */
  deliveryId?: ValueSource;
  eventType?: ValueSource;
  /** the secret is a multi-line public key or certificate of this kind */
  publicKey?: KeyType;
  /** no secret is required: the provider hands it over, or there is another proof */
  secretOptional?: true;
  /** the option that is required without a secret: verification needs one of the two */
  insteadOfSecret?: string;
  /** every secret has the format of the scheme's `keyEncoding` */
  hasFixedSecret?: true;
  options?: readonly ProviderOption[];
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
