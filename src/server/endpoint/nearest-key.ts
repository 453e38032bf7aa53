import { distance } from 'fastest-levenshtein';
import type { Description, ObjectSchema } from 'joi';

// Of five letters two may be wrong: letters in the wrong order count as two.
const WRONG = 0.4;
const MAX_LENGTH = 100;

/**
 * The known key that somebody may have meant.
 * @param path of a key that the schema does not know at its place
 * @returns undefined when none is near, or the key belongs to another form of the same object
 */
export function nearestKey(schema: ObjectSchema, path: readonly (string | number)[]): string | undefined {
  const written = String(path.at(-1) ?? '');
  if (written.length > MAX_LENGTH) return undefined;
  const [best] = [...keysAt([schema.describe()], path.slice(0, -1))]
    .map((key) => ({ key, wrong: distance(written.toLowerCase(), key.toLowerCase()) }))
    .filter(({ key, wrong }) => key !== written && wrong <= Math.ceil(key.length * WRONG))
    .sort((one, other) => one.wrong - other.wrong);
  return best?.key;
}

/** All keys that some form of the schema has at a place. */
function keysAt(schemas: Description[], path: readonly (string | number)[]): Set<string> {
  const forms = schemas.flatMap(formsOf);
  const [name, ...rest] = path;
  if (name === undefined) return new Set(forms.flatMap(({ keys }) => Object.keys((keys as object | undefined) ?? {})));
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
