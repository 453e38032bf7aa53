import type { SignatureScheme, ValueSource } from '../WebhookConfig';

/** Kinds of public keys; `ec` is on P-256. */
export type KeyType = 'ed25519' | 'rsa' | 'ec';

/** A text in the two languages that providers are described in. */
export interface LocalText {
  en: string;
  zh: string;
}

/** A further setting of a provider, beside its secrets. */
export interface ProviderOption {
  name: string;
  label: LocalText;
  secret: boolean;
  /** nothing can be verified without it */
  required?: true;
  /** how many characters it has */
  length?: number;
  /** it is base64 without padding */
  isBase64?: true;
  /** it is an http or https URL */
  isUrl?: true;
  /** it is a JSON object */
  isJson?: true;
  /** what texts of that object hold */
  keysOf?: KeyType;
  /** it is on with `true`, and off without a value */
  isSwitch?: true;
  /** what is said below its field */
  hint?: LocalText;
  /** what a person should know while it has no value */
  missing?: LocalText;
}

/** One provider: all that is known of its signature, as data for the verifier, the panel and the docs. */
export interface Provider {
  /** `verification.scheme` */
  id: string;
  name: string;
  /** in Chinese, where it is another */
  nameZh?: string;
  /** where to find the secret */
  hint: LocalText;
  /** name of what carries the proof */
  proof: string;
  /** where that is; default header */
  proofIn?: 'query' | 'body';
  /** how it is built, where no code is needed; several are tried as alternatives, by which header was sent */
  signature?: SignatureScheme | readonly SignatureScheme[];
  /** header whose value is the secret itself: no signature */
  token?: string;
  /** seconds that a signed timestamp may be off, where the provider says so */
  tolerance?: number;
  /** equal for redeliveries of one event; where the verifier has code for it, as for Mailgun, this only describes it */
  deliveryId?: ValueSource;
  eventType?: ValueSource;
  /** the secret is a public key or certificate of this kind, over several lines */
  publicKey?: KeyType;
  /** the endpoint may do without a secret: the provider hands it over, or there is another proof */
  secretOptional?: true;
  /** the option that has to be there where there is no secret: without both nothing can be verified */
  insteadOfSecret?: string;
  /** every secret has the form that the scheme's `keyEncoding` says */
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

/** The option that says how the sender sees the endpoint's URL. */
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
