/**
 * The value under a dotted name. At each level a member with the exact rest of the name wins over the path, so that `host.name` finds the
 * member `host.name` before the member `name` of `host`; where the path leads nowhere, members with a dot in their names are tried, the
 * longest first. A name on a list gives the list of what its items have under it, as it does in NocoBase's workflows.
 *
 * Only what the value itself holds is found, never what every object inherits. The cost follows the size of the value.
 * @returns undefined when there is nothing
 */
export function valueAt(value: unknown, name: string): unknown {
  return look(value, name, true)?.value;
}

/**
 * The one value under a dotted name, by the same rules but for lists: only a number names something of a list. For what has to be one text, and is
 * looked for before anything is proven of its sender.
 */
export function oneValueAt(value: unknown, name: string): unknown {
  return look(value, name, false)?.value;
}

interface Found {
  value: unknown;
}

function look(value: unknown, rest: string, columns: boolean): Found | undefined {
  const exact = memberOf(value, rest, columns);
  if (exact) return exact;
  const dot = rest.indexOf('.');
  const first = dot < 0 ? rest : rest.slice(0, dot);
  if (dot >= 0) {
    for (const name of [first, ...dottedNames(value, rest, columns)]) {
      const member = memberOf(value, name, columns);
      const found = member && look(member.value, rest.slice(name.length + 1), columns);
      if (found) return found;
    }
  }
  if (!columns || !isList(value, first)) return undefined;
  const list = column(value, first);
  return dot < 0 ? { value: list } : look(list, rest.slice(dot + 1), columns);
}

function memberOf(value: unknown, name: string, columns: boolean): Found | undefined {
  if (!isHolder(value)) return undefined;
  if (Object.hasOwn(value, name)) return { value: ownValue(value, name) };
  if (!columns) return undefined;
  const has = (item: unknown) => isHolder(item) && Object.hasOwn(item, name);
  return isList(value, name) && value.some(has) ? { value: column(value, name) } : undefined;
}

/** Names with a dot that the rest of a name begins with, of an object or of the items of a list. */
function dottedNames(value: unknown, rest: string, columns: boolean): string[] {
  if (Array.isArray(value) && !columns) return [];
  const holders = Array.isArray(value) ? value.filter(isHolder) : isHolder(value) ? [value] : [];
  const names = holders.flatMap((holder) => Object.keys(holder).filter((name) => name.includes('.')));
  const fitting = new Set(names.filter((name) => rest.startsWith(name) && rest[name.length] === '.'));
  return [...fitting].sort((one, other) => other.length - one.length);
}

function isHolder(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isList(value: unknown, name: string): value is unknown[] {
  return Array.isArray(value) && !/^\d+$/.test(name);
}

// One level is taken out, so that lists of lists come as one list.
function column(list: readonly unknown[], name: string): unknown[] {
  return list.map((item) => ownValue(item, name)).flat();
}

function ownValue(value: unknown, name: string): unknown {
  return isHolder(value) && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
}
