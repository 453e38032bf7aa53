import { nameOf } from '../../common/template';
import { valueAt } from '../../common/valueAt';
import type { Resolve } from './render';

/** What variables may read of a run. The engine's scope also holds the environment, and with it secrets, which stay out of answers. */
export interface Scope {
  $context?: unknown;
  $jobsMapByNodeKey?: unknown;
  $scopes?: unknown;
  $system?: unknown;
}

/**
 * Resolves the variables of a run. NocoBase's own templates can't hold names with a dot, a colon or letters outside ASCII, so names are looked
 * up here; a colon belongs to a name and begins no default. What is a function, as in `$system`, gives its result.
 */
export function scopeResolver({ $context, $jobsMapByNodeKey, $scopes, $system }: Scope): Resolve {
  const roots = { $context, $jobsMapByNodeKey, $scopes, $system };
  const scope = { ...roots, ctx: roots };
  return (variable) => {
    const value = valueAt(scope, nameOf(variable));
    return typeof value === 'function' ? (value as () => unknown)() : value;
  };
}

/**
 * Resolves the variables of `$context` where no run can: before one starts, or while it is in flight. Others are undefined.
 * @param context the workflow's `$context`
 */
export function contextResolver(context: object): Resolve {
  return scopeResolver({ $context: context });
}
