import type { FormField } from '../model/body';

/** More fields than any sender signs. Each costs much more memory than its bytes, and the sender is not verified yet. */
const MAX_FIELDS = 10_000;
const AMPERSAND = 0x26;
const EQUALS = 0x3d;
const PERCENT = 0x25;
const PLUS = 0x2b;
const BLANK = 0x20;
const NO_DIGIT = -1;

/**
 * Splits `application/x-www-form-urlencoded` bytes (WHATWG URL standard §5.1), in one pass. A percent sign that starts no escape stays.
 *
 * @param plus what `+` means; base64 in a query survives a careless sender only when it stays
 * @param most the fields that there may be
 * @returns undefined for more fields, empty ones counted; a field without an escape is a view of the body, not a copy
 */
export function formFields(body: Buffer, plus: ' ' | '+' = ' ', most = MAX_FIELDS): FormField[] | undefined {
  if (hasMoreThan(body, most)) return undefined;
  const fields: FormField[] = [];
  for (let start = 0; start < body.length;) {
    const ampersand = body.indexOf(AMPERSAND, start);
    const end = ampersand < 0 ? body.length : ampersand;
    if (end > start) fields.push(fieldOf(body.subarray(start, end), plus));
    start = end + 1;
  }
  return fields;
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

function fieldOf(pair: Buffer, plus: ' ' | '+'): FormField {
  const equals = pair.indexOf(EQUALS);
  if (equals < 0) return { name: decoded(pair, plus), value: pair.subarray(pair.length) };
  return { name: decoded(pair.subarray(0, equals), plus), value: decoded(pair.subarray(equals + 1), plus) };
}

function decoded(bytes: Buffer, plus: ' ' | '+'): Buffer {
  const isPlain = bytes.indexOf(PERCENT) < 0 && (plus === '+' || bytes.indexOf(PLUS) < 0);
  if (isPlain) return bytes;
  const result = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    let byte = bytes[at];
    if (byte === PLUS && plus === ' ') byte = BLANK;
    else if (byte === PERCENT && at + 2 < bytes.length) {
      const [high, low] = [digit(bytes[at + 1]), digit(bytes[at + 2])];
      if (high !== NO_DIGIT && low !== NO_DIGIT) {
        byte = high * 16 + low;
        at += 2;
      }
    }
    result[length] = byte;
    length += 1;
  }
  return result.subarray(0, length);
}

function digit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const upper = code & 0xdf;
  return upper >= 0x41 && upper <= 0x46 ? upper - 0x37 : NO_DIGIT;
}
