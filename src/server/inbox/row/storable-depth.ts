// `$context` is one level itself, and MariaDB's JSON columns take 31, MySQL's 100.
const DEPTHS: ReadonlyMap<string, number> = new Map([
  ['mariadb', 30],
  ['mysql', 98],
]);

/** How many levels of objects and lists a body may nest so that the database can hold it, ours and the engine's tables alike. */
export function storableDepth(dialect: string): number {
  return DEPTHS.get(dialect) ?? Infinity;
}
