import { oneValueAt } from '../../common/valueAt';

const BRACKETS = /\[([^[\]]*)\]/g;

/**
 * Finds a value of a body by its dotted name, as every reader of a body does; `a[b]`, as a form writes it, is `a.b`.
 * @returns undefined when there is none; inherited properties are none
 */
export function memberAt(value: unknown, name: string): unknown {
  return oneValueAt(value, name) ?? (name.includes('[') ? oneValueAt(value, name.replace(BRACKETS, '.$1')) : undefined);
}
