import type { Resolve } from './render';

/**
 * Resolves the variables of `$context` where no run can: before one starts, or while it still goes on. Others are undefined.
 * @param context the workflow's `$context`
 */
export function contextResolver(context: object): Resolve {
  return (variable) => {
    const [path, ...fallback] = variable.slice(2, -2).trim().split(':');
    const [root, ...names] = path.split('.');
    const value = root === '$context' ? names.reduce(ownValue, context as unknown) : undefined;
    return value === undefined && fallback.length ? fallback.join(':') : value;
  };
}

// The names are the configuration's, the objects are the sender's: only what was sent is there.
function ownValue(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}
