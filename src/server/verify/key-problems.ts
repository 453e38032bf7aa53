import type { Provider, ProviderOption } from '../../common/providers';
import type { SignatureScheme } from '../../common/WebhookConfig';
import { jsonObjectIn, type JsonObject } from '../request/read-request';
import { decodeKey } from './decode';
import { isPublicText } from './is-public-text';
import { isPublicKey, markedPublicKey } from './public-key';
import { keyTypeOf } from '../../common/keyTypeOf';

/**
 * Tells why a secret can't be the key of a custom scheme, so that no request would ever be verified with it.
 * @returns `key.public` (no public key of the algorithm's kind), `key.shared` (a public key where a secret is needed), `key.base64` or
 * `key.hex` (not in that encoding); undefined when it is fine
 */
export function keyProblem({ algorithm, keyEncoding }: SignatureScheme, secret: string): string | undefined {
  const type = keyTypeOf(algorithm);
  if (type) return isPublicKey(secret, type) ? undefined : 'key.public';
  if (isPublicText(secret)) return 'key.shared';
  if (algorithm === 'sha256' || !keyEncoding || keyEncoding === 'pem' || decodeKey(secret, keyEncoding))
    return undefined;
  return keyEncoding === 'hex' ? 'key.hex' : 'key.base64';
}

/**
 * Tells why a secret can't be the key of a provider, so that no request should ever be verified with it.
 * @returns `key.public` (no public key of the provider's kind), `key.shared` (a public key where a secret is needed), `key.base64`,
 * `key.hex` or `key.whsec` (not in that encoding), `key.header` (no header can hold it); undefined when it is fine
 */
export function providerKeyProblem(provider: Provider, secret: string): string | undefined {
  const { publicKey, signature, token } = provider;
  if (publicKey) return isPublicKey(secret, publicKey) ? undefined : 'key.public';
  const schemes = new Array<SignatureScheme>().concat(signature ?? []);
  if (!isPublicText(secret)) {
    const encoding = schemes[0]?.keyEncoding;
    const fits = !encoding || encoding === 'pem' || decodeKey(secret, encoding);
    return fits ? (token ? tokenProblem(secret) : undefined) : `key.${encoding}`;
  }
  // Standard Webhooks has a variant whose keys are public and marked so. What is not marked counts as a secret there.
  const types = schemes.flatMap(({ algorithm }) => keyTypeOf(algorithm) ?? []);
  if (!types.length) return 'key.shared';
  const key = markedPublicKey(secret);
  return !key || types.some((type) => isPublicKey(key, type)) ? undefined : 'key.public';
}

/**
 * Tells why no header can ever be this token.
 * @returns `key.header` for a line feed or another control character within it; undefined when it is fine
 */
export function tokenProblem(token: string): 'key.header' | undefined {
  return /[\u0000-\u0008\u000a-\u001f\u007f]/.test(token) ? 'key.header' : undefined;
}

/**
 * Tells why a text can't be the value of a provider's option, so that no request would ever be verified with it.
 * @returns `string.length` with the number of characters it has to have, `key.base64`, `option.url`, `option.json` or `option.keys` (a
 * text of the object is no public key); undefined when it is fine
 */
export function optionProblem(
  { length, isBase64, isUrl, isJson, keysOf }: ProviderOption,
  value: string,
): { key: string; limit?: number } | undefined {
  if (length && value.length !== length) return { key: 'string.length', limit: length };
  if (isBase64 && !/^[A-Za-z0-9+/]+$/.test(value)) return { key: 'key.base64' };
  if (isUrl && !isWebUrl(value.trim())) return { key: 'option.url' };
  if (!isJson) return undefined;
  const object = jsonObjectIn(Buffer.from(value));
  if (!object) return { key: 'option.json' };
  return keysOf && !textsOf(object).every((text) => isPublicKey(text, keysOf)) ? { key: 'option.keys' } : undefined;
}

function isWebUrl(text: string): boolean {
  return text === '' || (/^https?:\/\/[^\s/?#]/i.test(text) && URL.canParse(text));
}

function textsOf(object: JsonObject): string[] {
  return Object.values(object).filter((value) => typeof value === 'string');
}
