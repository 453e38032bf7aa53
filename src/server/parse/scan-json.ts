import type { ParseLimits } from './limits';

/** Where a number literal is in a JSON text. */
export interface NumberLiteral {
  start: number;
  end: number;
}

/**
 * The result of a scan: an exceeded limit; or the numbers that a double does not hold, and whether JavaScript would write any other number
 * differently than it was sent.
 */
export type JsonScan = { over: string } | { inexact: readonly NumberLiteral[]; hasOtherForms: boolean };

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const MINUS = 0x2d;
// . + - E e
const IN_NUMBER: ReadonlySet<number> = new Set([0x2e, 0x2b, 0x2d, 0x45, 0x65]);
const INTEGER_PART = /^-?\d+/;
// More digits than a double can have; longer ones are kept as they are written.
const MAX_LITERAL = 1_100;

/**
 * Walks a JSON text once before it is parsed, with no recursion and no memory but the result.
 * @param text need not be JSON: the result is meaningless then, and parsing fails
 * @returns `over` when the text nests too deeply or holds too many values (members, items and containers, counted together). A number is
 * not exact when its integer part is beyond ±(2^53 − 1), or when it is beyond the range of doubles.
 */
export function scanJson(text: string, { depth: maxDepth, values: maxValues }: ParseLimits): JsonScan {
  const inexact: NumberLiteral[] = [];
  let hasOtherForms = false;
  let depth = 0;
  let values = 0;
  let numbers = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) {
      index = endOfString(text, index);
    } else if (code === 0x5b || code === 0x7b) {
      values += 1;
      depth += 1;
      if (depth > maxDepth) return { over: 'nested too deeply' };
    } else if (code === 0x5d || code === 0x7d) {
      depth -= 1;
    } else if (code === 0x2c) {
      values += 1;
    } else if (code === MINUS || isDigit(code)) {
      // In JSON there are no more numbers than values; in what is none each would cost as much.
      numbers += 1;
      const end = endOfNumber(text, index);
      const literal = text.slice(index, Math.min(end, index + MAX_LITERAL + 1));
      const value = Number(literal);
      if (literal.length > MAX_LITERAL || !isExact(literal, value)) inexact.push({ start: index, end });
      else hasOtherForms ||= String(value) !== literal;
      index = end - 1;
    }
    if (values > maxValues || numbers > maxValues + 1) return { over: 'too many values' };
  }
  return { inexact, hasOtherForms };
}

/** Finds every number of a JSON text. */
export function numberLiterals(text: string): NumberLiteral[] {
  const found: NumberLiteral[] = [];
  for (let start = 0; start < text.length; start += 1) {
    const code = text.charCodeAt(start);
    if (code === QUOTE) {
      start = endOfString(text, start);
    } else if (code === MINUS || isDigit(code)) {
      const end = endOfNumber(text, start);
      found.push({ start, end });
      start = end - 1;
    }
  }
  return found;
}

function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(end - 1 - backslashes) === BACKSLASH) backslashes += 1;
    if (backslashes % 2 === 0) return end;
  }
  return text.length;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Digits, point, exponent and signs: enough to find the end in what is JSON. */
function endOfNumber(text: string, start: number): number {
  let end = start + 1;
  for (let code = text.charCodeAt(end); isDigit(code) || IN_NUMBER.has(code); code = text.charCodeAt(end)) end += 1;
  return end;
}

function isExact(literal: string, value: number): boolean {
  if (Number.isSafeInteger(value)) return true;
  return Number.isFinite(value) && Number.isSafeInteger(Number(INTEGER_PART.exec(literal)?.[0]));
}
