import type { Variable } from '../../common/WebhookConfig';

/** Maximum number of leaves of one part. */
export const MAX_LEAVES = 200;
const MAX_DEPTH = 10;
const MAX_PATH = 512;
// What NocoBase's templates accept between braces, except the dot, which separates names, and the colon, which ends them.
const NAME = /^[\w\s\-+,@/()?=*$]+$/;

/**
 * The leaves of a sample, as paths such as `order.id`. The first entry represents a list: `items.0.id`. At most 200 leaves and ten levels;
 * deeper values, and lists and objects without a usable name, count as one leaf. Names that a template cannot hold, such as `a.b` or
 * `größe`, are skipped.
 */
export function sampleLeaves(sample: unknown): Variable[] {
  const found: Variable[] = [];
  const visit = (value: unknown, names: readonly string[]): void => {
    if (found.length >= MAX_LEAVES) return;
    const entries = names.length < MAX_DEPTH ? entriesOf(value) : [];
    for (const [name, child] of entries) visit(child, [...names, name]);
    const path = names.join('.');
    if (!entries.length && path && path.length <= MAX_PATH) found.push({ path });
  };
  visit(sample, []);
  return found;
}

/** Appends the entries of the second list whose paths the first one lacks; at most 200 in total. */
export function mergeLeaves(first: readonly Variable[], second: readonly Variable[]): Variable[] {
  const known = new Set(first.map(({ path }) => path));
  return [...first, ...second.filter(({ path }) => !known.has(path))].slice(0, MAX_LEAVES);
}

function entriesOf(value: unknown): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [];
  const entries: [string, unknown][] = Object.entries(Array.isArray(value) ? value.slice(0, 1) : value);
  return entries.filter(([name]) => NAME.test(name) && name.trim() === name);
}
