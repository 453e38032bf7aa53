import type { ProviderOption } from '../../common/providers';

/**
 * Tells why a text can't be the value of a provider's setting, so that no call would ever be verified with it.
 * @returns `string.length` with the number of characters it has to have, or `option.json`; undefined when it is fine
 */
export function optionProblem(
  { length, isJson }: ProviderOption,
  value: string,
): { key: string; limit?: number } | undefined {
  if (length && value.length !== length) return { key: 'string.length', limit: length };
  return isJson && !isObject(value) ? { key: 'option.json' } : undefined;
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
