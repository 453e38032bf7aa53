// U+0000, which PostgreSQL refuses in any text, and halves of surrogate pairs, which no UTF-8 has.
const UNSTORABLE = /\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * A sender's text as every database takes it: what can't be stored is replaced by U+FFFD.
 * @param length characters that the column takes; what is longer is cut
 */
export function storable(text: string, length = Infinity): string {
  const clean = text.replace(UNSTORABLE, '\ufffd');
  return clean.length > length ? clean.slice(0, length).replace(UNSTORABLE, '') : clean;
}

/** Whether every database takes a text as it is. */
export function isStorable(text: string): boolean {
  return text.search(UNSTORABLE) < 0;
}
