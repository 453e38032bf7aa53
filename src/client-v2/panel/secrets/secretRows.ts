/** A row of the list. Its key is stable, so that it keeps its state when another row is removed. */
export interface SecretRow {
  key: number;
  value: string;
}

/** The secrets of all rows that are not blank. */
export function enteredSecrets(rows: readonly SecretRow[]): string[] {
  return rows.map(({ value }) => value).filter((value) => value.trim());
}

/**
 * The rows to show for a list of secrets.
 * @param rows current rows; returned unchanged while they hold these secrets, because there may be blank rows among them
 */
export function rowsFor(secrets: readonly string[] | undefined, rows: readonly SecretRow[]): readonly SecretRow[] {
  const wanted = (secrets ?? []).filter((secret) => secret.trim());
  const shown = enteredSecrets(rows);
  if (wanted.length === shown.length && wanted.every((secret, index) => secret === shown[index])) return rows;
  const first = nextKey(rows);
  return wanted.map((value, index) => ({ key: first + index, value }));
}

/** A key that no row uses. */
export function nextKey(rows: readonly SecretRow[]): number {
  return Math.max(-1, ...rows.map(({ key }) => key)) + 1;
}
