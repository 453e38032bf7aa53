import type { ParseLimits } from './limits';
import { parseJson } from './parse-json';
import { isProblem, malformed, type Problem } from './problem';
import { scanJson } from './scan-json';

/**
 * Parses newline-delimited JSON: one value a line; empty lines are skipped.
 * @returns the values as a list, or the problem with the number of the line
 */
export function parseNdjson(text: string, limits: ParseLimits): { data: unknown[] } | Problem {
  // Scans the whole text, as each line alone could reach the limit.
  const scan = scanJson(text, limits);
  if ('over' in scan) return malformed(scan.over);
  const data: unknown[] = [];
  const lines = text.split('\n');
  if (lines.length > limits.values) return malformed('too many lines');
  for (const [index, line] of lines.entries()) {
    if (!line.trim()) continue;
    const parsed = parseJson(line, limits);
    if (isProblem(parsed)) return malformed(`line ${index + 1}: ${parsed.reason}`);
    data.push(parsed.data);
  }
  return { data };
}
