/** A name and a value of a form or query, percent-decoded to bytes; the charset is left to the reader. */
export interface FormField {
  name: Buffer;
  value: Buffer;
}

/** More fields than any sender signs. Each costs much more memory than its bytes, and the sender is not verified yet. */
const MAX_FIELDS = 10_000;
const AMPERSAND = 0x26;

/**
 * Splits `application/x-www-form-urlencoded` bytes (WHATWG URL standard §5.1). A percent sign that starts no escape stays.
 *
 * @param plus what `+` means; base64 in a query survives a careless sender only when it stays
 * @returns undefined for more than 10,000 fields
 */
export function formFields(body: Buffer, plus: ' ' | '+' = ' '): FormField[] | undefined {
  if (hasMoreThan(body, MAX_FIELDS)) return undefined;
  return body
    .toString('latin1')
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const end = pair.indexOf('=');
      const [name, value] = end < 0 ? [pair, ''] : [pair.slice(0, end), pair.slice(end + 1)];
      return { name: decode(name, plus), value: decode(value, plus) };
    });
}

/**
 * The one value of a field.
 *
 * @returns undefined when it is missing or repeated: two readers could pick different ones
 */
export function fieldValue(fields: readonly FormField[] | undefined, name: string): Buffer | undefined {
  const found = fields?.filter((field) => field.name.toString('utf8') === name);
  return found?.length === 1 ? found[0].value : undefined;
}

function hasMoreThan(body: Buffer, fields: number): boolean {
  let count = 1;
  for (let at = body.indexOf(AMPERSAND); at >= 0; at = body.indexOf(AMPERSAND, at + 1)) {
    count += 1;
    if (count > fields) return true;
  }
  return false;
}

function decode(text: string, plus: ' ' | '+'): Buffer {
  const spaced = plus === ' ' ? text.replace(/\+/g, ' ') : text;
  const bytes = spaced.replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1');
}
