import { parsePath as parse, type PathPattern, type PathProblem as Problem } from '../../common/path';

/** Why a path is refused; the keys are those of the configuration messages. */
export type PathProblem = 'path.empty' | 'path.long' | 'path.segment' | 'path.parameter' | 'path.twice' | 'path.rest';

const KEYS: Record<Problem['code'], PathProblem> = {
  empty: 'path.empty',
  long: 'path.long',
  emptySegment: 'path.segment',
  reserved: 'path.segment',
  character: 'path.segment',
  parameter: 'path.parameter',
  duplicate: 'path.twice',
  rest: 'path.rest',
};

/** Parses an endpoint's path. @returns the pattern, or the key of what is wrong */
export function parsePath(path: string): PathPattern | PathProblem {
  const parsed = parse(path);
  if (!('code' in parsed)) return parsed;
  const isParameter = /^[:*]/.test(parsed.text);
  return parsed.code === 'reserved' && isParameter ? 'path.parameter' : KEYS[parsed.code];
}
