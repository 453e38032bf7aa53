import type { Resolve } from './render';

/**
 * Resolves the variables of `$context` where no run can: before one starts, or while it is in flight. Others are undefined. A name on a
 * list gives a list of what its items have under it, as it does in a run.
 * @param context the workflow's `$context`
 */
export function contextResolver(context: object): Resolve {
  return (variable) => {
    const [path, ...fallback] = variable.slice(2, -2).trim().split(':');
    const [root, ...names] = path.split('.');
    const value = root === '$context' ? names.reduce(valueAt, context as unknown) : undefined;
    return value === undefined && fallback.length ? fallback.join(':') : value;
  };
}

function valueAt(value: unknown, name: string): unknown {
  const isColumn = Array.isArray(value) && !/^\d+$/.test(name) && !Object.hasOwn(value, name);
  // One level is taken out, so that lists of lists come as one list.
  return isColumn ? value.map((item) => ownValue(item, name)).flat() : ownValue(value, name);
}

// The names are the configuration's, the objects are the sender's: only what was sent is there.
function ownValue(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}
