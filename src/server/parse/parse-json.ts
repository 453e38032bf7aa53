import { PARSE_LIMITS, type ParseLimits } from './limits';
import { malformed, type Problem } from './problem';
import { scanJson } from './scan-json';

/**
 * Parses JSON text. A number that a double would round, because its integer part is beyond ±(2^53 − 1), or can't hold, such as
 * `1e400`, becomes a string of the characters that were sent; all other numbers stay numbers.
 * @returns the value, or the problem: not JSON, nested too deeply, too many values
 */
export function parseJson(text: string, limits: ParseLimits = PARSE_LIMITS): { data: unknown } | Problem {
  const scan = scanJson(text, limits);
  if ('over' in scan) return malformed(scan.over);
  try {
    const data: unknown = JSON.parse(text);
    // Parse before quoting, which could turn invalid text into JSON.
    return { data: scan.inexact.length ? JSON.parse(quote(text, scan.inexact)) : data };
  } catch {
    // The engine's message quotes the body, so it is not passed on.
    return malformed('not JSON');
  }
}

function quote(text: string, numbers: readonly { start: number; end: number }[]): string {
  const parts: string[] = [];
  let done = 0;
  for (const { start, end } of numbers) {
    parts.push(text.slice(done, start), '"', text.slice(start, end), '"');
    done = end;
  }
  return parts.join('') + text.slice(done);
}
