import { isObject, own } from './json-object';

const INDEX = /^(?:0|[1-9]\d{0,5})$/;
const BRACKETS = /\[([^[\]]*)\]/g;

/**
 * Finds a value by a dotted name. At each level a member with exactly the rest of the name wins over the path, so `host.name` finds the
 * member `host.name` as well as `name` in `host`. A number is an item of a list. `a[b]`, as a form writes it, is `a.b`.
 *
 * Everything that reads a value of a body by its name does so here: verification, deduplication, and the workflow's own variables see the
 * same value.
 * @returns undefined when there is none; inherited properties are none
 */
export function memberAt(value: unknown, name: string): unknown {
  return found(value, name) ?? (name.includes('[') ? found(value, name.replace(BRACKETS, '.$1')) : undefined);
}

function found(value: unknown, name: string): unknown {
  let [current, rest] = [value, name];
  for (;;) {
    const exact = memberOf(current, rest);
    if (exact !== undefined) return exact;
    const dot = rest.indexOf('.');
    if (dot < 0) return undefined;
    current = memberOf(current, rest.slice(0, dot));
    rest = rest.slice(dot + 1);
  }
}

function memberOf(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return INDEX.test(name) ? (value[Number(name)] as unknown) : undefined;
  return isObject(value) ? own(value, name) : undefined;
}
