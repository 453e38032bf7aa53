import type { PathPattern, Segment } from '../model/endpoint';

/** Why a path is refused; the keys are those of the configuration messages. */
export type PathProblem = 'path.empty' | 'path.long' | 'path.segment' | 'path.parameter' | 'path.twice' | 'path.rest';

const MAX_LENGTH = 512;
const MAX_SEGMENTS = 32;
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
// No separators of URLs or of the pattern language, no white space, no control characters.
const LITERAL = /^[^\u0000-\u0020\u007f/?#\\:*%"<>^`{|}()[\]]+$/u;

/**
 * Parses an endpoint's path: literal segments, `:name` parameters, a final `*rest`. Leading and trailing slashes do not count.
 * @param path at most 512 characters and 32 segments
 * @returns the pattern, or the problem that a person has to mend
 */
export function parsePath(path: string): PathPattern | PathProblem {
  const trimmed = path.replace(/^\/|\/$/g, '');
  if (!trimmed) return 'path.empty';
  if (trimmed.length > MAX_LENGTH) return 'path.long';
  const parts = trimmed.split('/');
  if (parts.length > MAX_SEGMENTS) return 'path.long';
  const segments: Segment[] = [];
  const names: string[] = [];
  for (const [index, part] of parts.entries()) {
    const sign = part[0];
    if (sign === ':' || sign === '*') {
      const name = part.slice(1);
      if (!NAME.test(name) || name === '__proto__') return 'path.parameter';
      if (names.includes(name)) return 'path.twice';
      if (sign === '*' && index < parts.length - 1) return 'path.rest';
      names.push(name);
      segments.push({ type: sign === '*' ? 'rest' : 'parameter', value: name });
    } else {
      // Clients fold dot segments away before they send, so such an endpoint could never be reached.
      if (!LITERAL.test(part) || part === '.' || part === '..') return 'path.segment';
      segments.push({ type: 'literal', value: part });
    }
  }
  const shape = segments.map(({ type, value }) => (type === 'literal' ? value : type === 'rest' ? '*' : ':')).join('/');
  return { segments, shape, names };
}
