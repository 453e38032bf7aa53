import type { ProviderOption } from '../../common/providers';
import { jsonBody, type JsonObject } from '../request/read-value';
import { isPublicKey } from './public-key';

/**
 * Tells why a text can't be the value of a provider's setting, so that no call would ever be verified with it.
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
  const object = jsonBody(Buffer.from(value));
  if (!object) return { key: 'option.json' };
  return keysOf && !textsOf(object).every((text) => isPublicKey(text, keysOf)) ? { key: 'option.keys' } : undefined;
}

function isWebUrl(text: string): boolean {
  return text === '' || (/^https?:\/\/[^\s/?#]/i.test(text) && URL.canParse(text));
}

function textsOf(object: JsonObject): string[] {
  return Object.values(object).filter((value) => typeof value === 'string');
}
