import { isReadableName, proposeAlias } from '../../common/alias';
import type { Variable } from '../../common/WebhookConfig';

/** Maximum number of leaves of one part. */
export const MAX_LEAVES = 200;
const MAX_DEPTH = 10;
const MAX_PATH = 512;

/**
 * The leaves of a sample, as paths such as `order.id`. The first entry represents a list: `items.0.id`. At most 200 leaves and ten levels;
 * deeper values, and lists and objects without a named member, count as one leaf. A leaf with a name that NocoBase's templates can't read,
 * such as `a.b` or `größe`, has a proposed alias.
 */
export function sampleLeaves(sample: unknown): Variable[] {
  const found = new Map<string, Variable>();
  const taken = new Set<string>();
  const visit = (value: unknown, names: readonly string[]): void => {
    if (found.size >= MAX_LEAVES) return;
    const entries = names.length < MAX_DEPTH ? entriesOf(value) : [];
    for (const [name, child] of entries) visit(child, [...names, name]);
    const path = names.join('.');
    if (entries.length || !path || path.length > MAX_PATH || found.get(path)?.alias) return;
    found.set(path, names.every(isReadableName) ? { path } : { path, alias: proposeAlias(path, taken) });
  };
  visit(sample, []);
  return [...found.values()];
}

/**
 * Appends the entries of the second list whose paths the first one lacks; at most 200 in total.
 * @param taken aliases of all parts; those of new entries are made different from them, and added
 */
export function mergeLeaves(
  first: readonly Variable[],
  second: readonly Variable[],
  taken: Set<string> = new Set(),
): Variable[] {
  const known = new Set(first.map(({ path }) => path));
  const added = second.filter(({ path }) => !known.has(path)).slice(0, Math.max(0, MAX_LEAVES - first.length));
  const named = added.map(({ path, alias }) => (alias ? { path, alias: proposeAlias(path, taken) } : { path }));
  return [...first.slice(0, MAX_LEAVES), ...named];
}

/** The aliases of all variables of a configuration. */
export function aliasesOf(
  variables: Record<string, readonly Partial<Variable>[] | undefined> | undefined,
): Set<string> {
  return new Set(Object.values(variables ?? {}).flatMap((list) => (list ?? []).flatMap(({ alias }) => alias || [])));
}

function entriesOf(value: unknown): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [];
  const entries: [string, unknown][] = Object.entries(Array.isArray(value) ? value.slice(0, 1) : value);
  return entries.filter(([name]) => name !== '');
}
