import { problemsOf } from '../endpoint/config-problems';
import { configSchema } from '../endpoint/config-schema';

/**
 * A configuration without the keys that are not known and hold nothing: `null`, an empty text, list or object. Earlier versions ignored them,
 * and they mean nothing.
 */
export function withoutEmptyKeys(config: object): object {
  const copy = structuredClone(config) as Record<string, unknown>;
  for (const { path, key } of problemsOf(configSchema, config)) {
    if (key.startsWith('object.unknown')) removeIfEmpty(copy, path.split('.'));
  }
  return copy;
}

function removeIfEmpty(root: Record<string, unknown>, path: string[]): void {
  const name = path.at(-1) as string;
  const parent = path
    .slice(0, -1)
    .reduce<unknown>((value, step) => (value as Record<string, unknown> | undefined)?.[step], root);
  if (typeof parent !== 'object' || parent === null || !Object.hasOwn(parent, name)) return;
  const holder = parent as Record<string, unknown>;
  if (isEmpty(holder[name])) delete holder[name];
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
