/** Text in a JSON field that does not parse. It stands in for the value, so that the form refuses to be saved. */
export class InvalidJson {
  constructor(
    readonly text: string,
    readonly message: string,
  ) {}
}

/** What a JSON field shows for a value: nothing for undefined, the text as typed when it did not parse. */
export function jsonText(value: unknown): string {
  if (value === undefined) return '';
  return value instanceof InvalidJson ? value.text : JSON.stringify(value, null, 2);
}

/**
 * The value of a JSON field's text: undefined for blank text, an `InvalidJson` for text that does not parse.
 * @param parse reads the text; throws when it can't
 */
export function parseJsonText(text: string, parse: (text: string) => unknown = JSON.parse): unknown {
  if (!text.trim()) return undefined;
  try {
    return parse(text);
  } catch (error) {
    return new InvalidJson(text, error instanceof Error ? error.message : String(error));
  }
}
