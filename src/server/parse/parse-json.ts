import { randomBytes } from 'node:crypto';
import type { WrittenNumbers } from '../model/body';
import { PARSE_LIMITS, type ParseLimits } from './limits';
import { malformed, type Problem } from './problem';
import { type NumberLiteral, scanJson } from './scan-json';

/** A parsed JSON text. */
export interface ParsedJson {
  data: unknown;
  /** absent where JavaScript writes every number as it was sent */
  written?: WrittenNumbers;
}

type Container = Record<string, unknown>;

const NUL = 0;
const PROTO = '__proto__';
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
    if (isBlank(source)) return { data: null };
    const data: unknown = JSON.parse(source);
    if (!scan.numbers.length && !MAY_HOLD_PROTO.test(source)) return { data };
    return restore(source, scan.numbers);
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

function isBlank(text: string): boolean {
  return /^[ \t\r\n]*$/.test(text);
}

/** Parses again with each number in a string behind a mark that no sender can know, and puts the numbers in their places. */
function restore(text: string, numbers: readonly NumberLiteral[]): ParsedJson {
  const mark = randomBytes(12).toString('base64');
  const root: Container = { data: JSON.parse(quote(text, numbers, mark)) };
  const written: WrittenNumbers = new WeakMap();
  unmark(root, mark, written);
  return { data: root.data, written };
}

function unmark(container: Container, mark: string, written: WrittenNumbers): void {
  const literals = new Map<string, string>();
  if (Object.hasOwn(container, PROTO)) delete container[PROTO];
  for (const name of Object.keys(container)) {
    const value = container[name];
    if (typeof value === 'string' && value.startsWith(mark)) {
      const literal = value.slice(mark.length + 1);
      literals.set(name, literal);
      container[name] = value[mark.length] === '=' ? Number(literal) : literal;
    } else if (typeof value === 'object' && value !== null) {
      unmark(value as Container, mark, written);
    }
  }
  if (literals.size) written.set(container, literals);
}

function quote(text: string, numbers: readonly NumberLiteral[], mark: string): string {
  const parts: string[] = [];
  let done = 0;
  for (const { start, end, exact } of numbers) {
    parts.push(text.slice(done, start), '"', mark, exact ? '=' : '~', text.slice(start, end), '"');
    done = end;
  }
  return parts.join('') + text.slice(done);
}
