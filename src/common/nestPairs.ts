/** A decoded name and value of a form or a query. */
export type Pair = readonly [name: string, value: string];

/** Limits of nesting. */
export interface NestLimits {
  /** nested brackets in a name */
  formDepth: number;
  /** total number of values, including objects and lists */
  formValues: number;
}

interface Slot {
  values: string[];
  members: Map<string, Slot>;
  /** index of what `[]` appends */
  next: number;
}

const NESTED = /^([^[]*)((?:\[[^[\]]*\])+)$/;
const INDEX = /^(0|[1-9]\d{0,14})$/;

/**
 * Nests pairs by the brackets in their names: `a[b][0]=1` becomes `{ a: { b: ['1'] } }`, `[]` appends, and a repeated name becomes a list.
 * Members named 0, 1, 2 … without a gap become a list; with a gap they become an object, so that no index is lost.
 *
 * The cost depends on the number of pairs and brackets only, never on the size of an index.
 * @returns plain objects; `constructor` is an own property like any other, names containing `__proto__` are skipped
 * @throws RangeError for more values than the limits allow
 */
export function nestPairs(pairs: readonly Pair[], { formDepth, formValues }: NestLimits): unknown {
  const root = newSlot();
  let slots = 0;
  const member = (slot: Slot, key: string): Slot => {
    const name = key === '' ? String(slot.next) : key;
    if (INDEX.test(name)) slot.next = Math.max(slot.next, Number(name) + 1);
    const known = slot.members.get(name);
    if (known) return known;
    slots += 1;
    if (slots > formValues) throw new RangeError('too many values');
    const made = newSlot();
    slot.members.set(name, made);
    return made;
  };
  for (const [name, value] of pairs) {
    const path = pathOf(name, formDepth);
    if (name === '' || path.includes('__proto__')) continue;
    path.reduce(member, root).values.push(value);
  }
  // Built as JSON: V8 would allocate memory for all smaller indexes if the first member is named by a number. The values are put in afterwards, as
  // writing and parsing a long one costs more than all else.
  const values: string[] = [];
  return withValues(JSON.parse(written(root.members, values)), values);
}

/** Replaces the numbers of values by the values. */
function withValues(node: unknown, values: readonly string[]): unknown {
  if (typeof node === 'number') return values[node];
  const container = node as Record<string, unknown>;
  for (const name of Object.keys(container)) container[name] = withValues(container[name], values);
  return container;
}

function newSlot(): Slot {
  return { values: [], members: new Map(), next: 0 };
}

/** Brackets beyond the depth stay part of the last name. A name with unbalanced brackets is taken literally. */
function pathOf(name: string, depth: number): string[] {
  const [, head, brackets] = (NESTED.exec(name) ?? []) as (string | undefined)[];
  if (brackets === undefined) return [name];
  const keys = brackets.slice(1, -1).split('][');
  const rest = keys.slice(depth).map((key) => `[${key}]`);
  return [...(head ? [head] : []), ...keys.slice(0, depth), ...(rest.length ? [rest.join('')] : [])];
}

function textOf(slot: Slot, values: string[]): string {
  const all = slot.values.map((value) => String(values.push(value) - 1));
  if (slot.members.size) all.push(isList(slot.members) ? listOf(slot.members, values) : written(slot.members, values));
  return all.length === 1 ? all[0] : `[${all.join()}]`;
}

function isList(members: ReadonlyMap<string, Slot>): boolean {
  for (let index = 0; index < members.size; index += 1) if (!members.has(String(index))) return false;
  return true;
}

function listOf(members: ReadonlyMap<string, Slot>, values: string[]): string {
  const items = Array.from({ length: members.size }, (_, index) => textOf(members.get(String(index)) as Slot, values));
  return `[${items.join()}]`;
}

function written(members: ReadonlyMap<string, Slot>, values: string[]): string {
  return `{${[...members].map(([name, slot]) => `${JSON.stringify(name)}:${textOf(slot, values)}`).join()}}`;
}
