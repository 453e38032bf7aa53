import { distance } from 'fastest-levenshtein';
import type { Description, ObjectSchema } from 'joi';

/** Where a key stands: names of objects and indexes of lists, the key last. */
export type KeyPath = readonly (string | number)[];

// Of five letters two may be wrong: letters in the wrong order count as two. A short word needs to be closer, or `auth` would be `path`.
const WRONG = 0.4;
const MAX_LENGTH = 100;

/**
 * The known key that was probably meant.
 * @param path of a key that the schema does not know at its place
 * @param config what was written: the same object may know other keys by its type, its provider and so on
 * @returns undefined when no key that may stand there is near
 */
export function nearestKey(schema: ObjectSchema, path: KeyPath, config: unknown): string | undefined {
  const written = String(path.at(-1) ?? '');
  if (written.length > MAX_LENGTH) return undefined;
  const place = path.slice(0, -1);
  const near = [...keysAt([schema.describe()], place)]
    .map((key) => ({ key, wrong: distance(written.toLowerCase(), key.toLowerCase()) }))
    .filter(({ key, wrong }) => key !== written && wrong <= Math.max(1, Math.floor(key.length * WRONG)))
    .sort((one, other) => one.wrong - other.wrong);
  return near.find(({ key }) => isKnown(schema, [...place, key], renamed(config, path, key)))?.key;
}

function isKnown(schema: ObjectSchema, path: KeyPath, config: unknown): boolean {
  const { error } = schema.validate(config, { abortEarly: false, convert: false });
  const at = JSON.stringify(path);
  return !error?.details.some(({ type, path: wrong }) => type === 'object.unknown' && JSON.stringify(wrong) === at);
}

/** A copy in which the key at the end of the path has another name. */
function renamed(value: unknown, [name, ...rest]: KeyPath, key: string): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const change = (one: unknown): unknown => (rest.length ? renamed(one, rest, key) : one);
  if (Array.isArray(value)) return value.map((one: unknown, index) => (index === name ? change(one) : one));
  return Object.fromEntries(
    Object.entries(value).map(([own, one]) => (own === name ? [rest.length ? own : key, change(one)] : [own, one])),
  );
}

/** All keys that some form of the schema has at a place. */
function keysAt(schemas: Description[], path: readonly (string | number)[]): Set<string> {
  const forms = schemas.flatMap(formsOf);
  const [name, ...rest] = path;
  if (!path.length) return new Set(forms.flatMap(({ keys }) => Object.keys((keys as object | undefined) ?? {})));
  const next = forms.flatMap(({ keys, items }) =>
    typeof name === 'number'
      ? ((items as Description[] | undefined) ?? [])
      : [(keys as Record<string, Description> | undefined)?.[name] ?? []].flat(),
  );
  return next.length ? keysAt(next, rest) : new Set();
}

interface When {
  then?: Description;
  otherwise?: Description;
  switch?: When[];
}

/** A schema, and every one that it may become. */
function formsOf(schema: Description): Description[] {
  const branches = (whens: When[] = []): Description[] =>
    whens.flatMap(({ then, otherwise, switch: cases }) => [
      ...(then ? formsOf(then) : []),
      ...(otherwise ? formsOf(otherwise) : []),
      ...branches(cases),
    ]);
  const matches = ((schema.matches as { schema?: Description }[] | undefined) ?? []).flatMap(({ schema: match }) =>
    match ? formsOf(match) : [],
  );
  return [schema, ...branches(schema.whens as When[] | undefined), ...matches];
}
