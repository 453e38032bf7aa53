import type { Variable } from '../common/WebhookConfig';

const MAX_LEAVES = 200;
const MAX_DEPTH = 10;

/**
 * The leaves of a pasted sample, as paths: `order.id`. A list stands for what its first entry holds. At most 200, ten levels deep; names
 * with a dot in them can't be picked and are left out.
 */
export function sampleLeaves(sample: unknown): Variable[] {
  const paths = new Set<string>();
  const visit = (value: unknown, path: readonly string[]): void => {
    if (paths.size >= MAX_LEAVES) return;
    if (Array.isArray(value) && value.length && path.length < MAX_DEPTH) {
      visit(value[0], path);
    } else if (typeof value === 'object' && value !== null && !Array.isArray(value) && path.length < MAX_DEPTH) {
      for (const [name, item] of Object.entries(value)) if (name && !name.includes('.')) visit(item, [...path, name]);
    } else if (path.length) {
      paths.add(path.join('.'));
    }
  };
  visit(sample, []);
  return [...paths].map((path) => ({ path }));
}

/** Both lists, the first one's entries before the others that it lacks; at most 200. */
export function mergeLeaves(first: readonly Variable[], second: readonly Variable[]): Variable[] {
  const known = new Set(first.map(({ path }) => path));
  return [...first, ...second.filter(({ path }) => !known.has(path))].slice(0, MAX_LEAVES);
}
