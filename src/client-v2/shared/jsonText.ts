/** Text of a JSON field that does not parse. It replaces the value, so that validation fails and the form cannot be saved. */
export class InvalidJson {
  constructor(
    readonly text: string,
    readonly message: string,
  ) {}
}

/** The text that a JSON field shows for a value: empty for undefined, the text as typed if it did not parse. */
export function jsonText(value: unknown): string {
  if (value === undefined) return '';
  return value instanceof InvalidJson ? value.text : JSON.stringify(value, null, 2);
}

/**
 * Parses the text of a JSON field: undefined for blank text, an `InvalidJson` for text that does not parse.
 * @param parse throws for invalid text
 */
export function parseJsonText(text: string, parse: (text: string) => unknown = JSON.parse): unknown {
  if (!text.trim()) return undefined;
  try {
    return parse(text);
  } catch (error) {
    return new InvalidJson(text, error instanceof Error ? error.message : String(error));
  }
}
