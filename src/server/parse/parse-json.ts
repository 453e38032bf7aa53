import { PARSE_LIMITS, type ParseLimits } from './limits';
import { malformed, type Problem } from './problem';
import { type NumberLiteral, numberLiterals, scanJson } from './scan-json';

/** A parsed JSON text. */
export interface ParsedJson {
  data: unknown;
  /** the same with each number as the text that was sent; absent where JavaScript writes all of them so */
  asWritten?: () => unknown;
}

const NUL = 0;
const PROTO = '__proto__';
const BLANK = /[^ \t\r\n]/;
// Escaped it may be written in many ways, each of which has an escaped letter or underscore.
const MAY_HOLD_PROTO = /__proto__|\\u00[567]/;

/**
 * Parses JSON text. A number that a double would round, because its integer part is beyond ±(2^53 − 1), or can't hold, such as
 * `1e400`, becomes a string of the characters that were sent; all other numbers stay numbers. White space alone is null, NULs at the end are
 * skipped (firmware sends the buffer that it has), and members named `__proto__` are dropped.
 * @returns the value, or the problem: not JSON, nested too deeply, too many values
 */
export function parseJson(text: string, limits: ParseLimits = PARSE_LIMITS): ParsedJson | Problem {
  const source = withoutNuls(text);
  const scan = scanJson(source, limits);
  if ('over' in scan) return malformed(scan.over);
  try {
    if (!BLANK.test(source)) return { data: null };
    const data: unknown = JSON.parse(source);
    // Parse before quoting, which could turn invalid text into JSON.
    const exact: unknown = scan.inexact.length ? JSON.parse(quote(source, scan.inexact)) : data;
    const asWritten = () => withoutProto(JSON.parse(quote(source, numberLiterals(source))), source);
    return { data: withoutProto(exact, source), ...(scan.hasOtherForms && { asWritten }) };
  } catch {
    // The engine's message quotes the body, so it is not passed on.
    return malformed('not JSON');
  }
}

function withoutNuls(text: string): string {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === NUL) end -= 1;
  return text.slice(0, end);
}

function quote(text: string, numbers: readonly NumberLiteral[]): string {
  const parts: string[] = [];
  let done = 0;
  for (const { start, end } of numbers) {
    parts.push(text.slice(done, start), '"', text.slice(start, end), '"');
    done = end;
  }
  return parts.join('') + text.slice(done);
}

function withoutProto(value: unknown, text: string): unknown {
  if (MAY_HOLD_PROTO.test(text)) dropProto(value);
  return value;
}

function dropProto(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  // An own member of JSON, not the prototype.
  if (Object.hasOwn(value, PROTO)) Reflect.deleteProperty(value, PROTO);
  for (const member of Object.values(value)) dropProto(member);
}
