import { isObject, own } from './json-object';

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
  return holderOf(value, name)?.value ?? (name.includes('[') ? holderOf(value, dotted(name))?.value : undefined);
}

/** The object or list that has the value, its name there, and the value. */
export function holderOf(value: unknown, name: string): { holder: object; name: string; value: unknown } | undefined {
  let [current, rest] = [value, name];
  for (;;) {
    const exact = memberOf(current, rest);
    if (exact !== undefined) return { holder: current as object, name: rest, value: exact };
    const dot = rest.indexOf('.');
    if (dot < 0) return undefined;
    current = memberOf(current, rest.slice(0, dot));
    rest = rest.slice(dot + 1);
  }
}

function memberOf(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return /^(?:0|[1-9]\d{0,5})$/.test(name) ? (value[Number(name)] as unknown) : undefined;
  return isObject(value) ? own(value, name) : undefined;
}

/** A form's name with brackets as a dotted one. */
export function dotted(name: string): string {
  return name.replace(BRACKETS, '.$1');
}
