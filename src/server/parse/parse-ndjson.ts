import { PARSE_LIMITS } from './limits';
import { parseJson } from './parse-json';
import { isProblem, malformed, type Problem } from './problem';

/**
 * Parses newline-delimited JSON: one value a line; empty lines are skipped.
 * @returns the values as a list, or the problem with the number of the line
 */
export function parseNdjson(text: string): { data: unknown[] } | Problem {
  const data: unknown[] = [];
  const lines = text.split('\n');
  if (lines.length > PARSE_LIMITS.values) return malformed('too many lines');
  for (const [index, line] of lines.entries()) {
    if (!line.trim()) continue;
    const parsed = parseJson(line);
    if (isProblem(parsed)) return malformed(`line ${index + 1}: ${parsed.reason}`);
    data.push(parsed.data);
  }
  return { data };
}
