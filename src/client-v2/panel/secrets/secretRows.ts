/** A secret on the screen. Its key stays the same, so that a row keeps its state when another one goes. */
export interface SecretRow {
  key: number;
  value: string;
}

/** The secrets of rows, without those of blank ones. */
export function enteredSecrets(rows: readonly SecretRow[]): string[] {
  return rows.map(({ value }) => value).filter((value) => value.trim());
}

/**
 * The rows to show for secrets.
 * @param rows those that are shown. They stay as they are while they stand for these secrets, as there may be blank ones among them.
 */
export function rowsFor(secrets: readonly string[] | undefined, rows: readonly SecretRow[]): readonly SecretRow[] {
  const wanted = (secrets ?? []).filter((secret) => secret.trim());
  const shown = enteredSecrets(rows);
  if (wanted.length === shown.length && wanted.every((secret, index) => secret === shown[index])) return rows;
  const first = nextKey(rows);
  return wanted.map((value, index) => ({ key: first + index, value }));
}

/** A key that no row has. */
export function nextKey(rows: readonly SecretRow[]): number {
  return Math.max(-1, ...rows.map(({ key }) => key)) + 1;
}
