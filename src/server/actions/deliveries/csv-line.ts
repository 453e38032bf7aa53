// What a spreadsheet takes for the beginning of a formula.
const FORMULA = /^[=+\-@\t\r]/;

/**
 * One line of CSV after RFC 4180, with its line end. A text that a spreadsheet would calculate gets an apostrophe in front: senders
 * choose what is in it.
 */
export function csvLine(cells: readonly unknown[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`;
}

function cellOf(value: unknown): string {
  if (value == null) return '';
  const text = value instanceof Date ? value.toISOString() : String(value);
  const harmless = typeof value === 'string' && FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
