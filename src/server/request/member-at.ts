import { valueAt } from '../../common/valueAt';

const BRACKETS = /\[([^[\]]*)\]/g;

/**
 * Finds a value of a body by its dotted name, as `valueAt` does for every reader of one; `a[b]`, as a form writes it, is `a.b`.
 * @returns undefined when there is none; inherited properties are none
 */
export function memberAt(value: unknown, name: string): unknown {
  return valueAt(value, name) ?? (name.includes('[') ? valueAt(value, name.replace(BRACKETS, '.$1')) : undefined);
}
