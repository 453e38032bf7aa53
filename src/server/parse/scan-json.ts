import type { ParseLimits } from './limits';

/** A number literal of a JSON text. */
export interface NumberLiteral {
  start: number;
  end: number;
  /** a double holds it: it is only written differently */
  exact: boolean;
}

/** The result of a scan: an exceeded limit, or the numbers that JavaScript would not write as they were sent. */
export type JsonScan = { over: string } | { numbers: readonly NumberLiteral[] };

const NUMBER = /-?\d[\d.eE+-]*/y;
const INTEGER_PART = /^-?\d+/;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * Walks a JSON text once before it is parsed, with no recursion and no memory but the result.
 * @param text need not be JSON: the result is meaningless then, and parsing fails
 * @returns `over` when the text nests too deeply or holds too many values (members, items and containers, counted together). A number is
 * not exact when its integer part is beyond ±(2^53 − 1), or when it is beyond the range of doubles.
 */
export function scanJson(text: string, { depth: maxDepth, values: maxValues }: ParseLimits): JsonScan {
  const numbers: NumberLiteral[] = [];
  let depth = 0;
  let values = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    switch (code) {
      case QUOTE:
        index = endOfString(text, index);
        break;
      case 0x5b: // [
      case 0x7b: // {
        values += 1;
        depth += 1;
        if (depth > maxDepth) return { over: 'nested too deeply' };
        if (values > maxValues) return { over: 'too many values' };
        break;
      case 0x5d: // ]
      case 0x7d: // }
        depth -= 1;
        break;
      case 0x2c: // ,
        values += 1;
        if (values > maxValues) return { over: 'too many values' };
        break;
      case 0x2d: // -
        index = endOfNumber(text, index, numbers) - 1;
        break;
      default:
        if (code >= 0x30 && code <= 0x39) index = endOfNumber(text, index, numbers) - 1;
    }
  }
  return { numbers };
}

function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(end - 1 - backslashes) === BACKSLASH) backslashes += 1;
    if (backslashes % 2 === 0) return end;
  }
  return text.length;
}

function endOfNumber(text: string, start: number, numbers: NumberLiteral[]): number {
  NUMBER.lastIndex = start;
  const [literal] = NUMBER.exec(text) ?? [];
  if (!literal) return start + 1;
  const end = start + literal.length;
  const [integer] = INTEGER_PART.exec(literal) ?? [];
  const exact = Number.isSafeInteger(Number(integer)) && Number.isFinite(Number(literal));
  if (!exact || String(Number(literal)) !== literal) numbers.push({ start, end, exact });
  return end;
}
