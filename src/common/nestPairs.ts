/** A decoded name and value of a form or a query. */
export type Pair = readonly [name: string, value: string];

/** Bounds of what is nested. */
export interface NestLimits {
  /** nested brackets in a name */
  formDepth: number;
  /** values in all, objects and lists included */
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
 * Nests pairs by the brackets in their names: `a[b][0]=1` is `{ a: { b: ['1'] } }`, `[]` appends, and a name that is there several times is
 * a list. Members named 0, 1, 2 … without a gap are a list; with a gap they are an object, so that no index is lost.
 *
 * What it costs is the number of pairs and brackets, whatever the indexes are: nothing is as long as an index is high.
 * @returns ordinary objects; a name such as `constructor` is an own property like any other, one with `__proto__` in it is left out
 * @throws RangeError when there are more values in all than the limits allow
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
  // Not made member by member: V8 gives an object whose first member has a number for a name room for all numbers below.
  return JSON.parse(written(root.members));
}

function newSlot(): Slot {
  return { values: [], members: new Map(), next: 0 };
}

/** Brackets below the depth stay part of the last name; a name whose brackets are not balanced is a name like any other. */
function pathOf(name: string, depth: number): string[] {
  const [, head, brackets] = (NESTED.exec(name) ?? []) as (string | undefined)[];
  if (brackets === undefined) return [name];
  const keys = brackets.slice(1, -1).split('][');
  const rest = keys.slice(depth).map((key) => `[${key}]`);
  return [...(head ? [head] : []), ...keys.slice(0, depth), ...(rest.length ? [rest.join('')] : [])];
}

function textOf({ values, members }: Slot): string {
  const all = values.map((value) => JSON.stringify(value));
  if (members.size) all.push(isList(members) ? listOf(members) : written(members));
  return all.length === 1 ? all[0] : `[${all.join()}]`;
}

function isList(members: ReadonlyMap<string, Slot>): boolean {
  for (let index = 0; index < members.size; index += 1) if (!members.has(String(index))) return false;
  return true;
}

function listOf(members: ReadonlyMap<string, Slot>): string {
  return `[${Array.from({ length: members.size }, (_, index) => textOf(members.get(String(index)) as Slot)).join()}]`;
}

function written(members: ReadonlyMap<string, Slot>): string {
  return `{${[...members].map(([name, slot]) => `${JSON.stringify(name)}:${textOf(slot)}`).join()}}`;
}
