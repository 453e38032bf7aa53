/** One segment of an endpoint's path: a literal, a `:name` parameter, or a final `*name` that takes all that is left. */
export type Segment = { type: 'literal' | 'parameter' | 'rest'; value: string };

/** A parsed endpoint path. Two patterns of the same shape match the same requests, whatever their parameters are called. */
export interface PathPattern {
  segments: readonly Segment[];
  /** equal for patterns that match the same requests */
  shape: string;
  /** parameter names in order */
  names: readonly string[];
}

/** Why a path is rejected. */
export interface PathProblem {
  code: 'empty' | 'long' | 'emptySegment' | 'reserved' | 'character' | 'parameter' | 'duplicate' | 'rest';
  /** the segment that is wrong; for `duplicate` the name of the parameter, for `empty` and `long` the path */
  text: string;
}

/** Limits of a path, in characters and segments. */
export const PATH_LIMITS = { length: 512, segments: 32 };

const PARAMETER = /^[:*]([A-Za-z_]\w*)$/;
// No separators of URLs or of the pattern language, no white space, no control characters.
const LITERAL = /^[^\u0000-\u0020\u007f/?#\\:*%"<>^`{|}()[\]]+$/u;

/** The name of a `:name` or `*name` segment; undefined for other segments and malformed names. */
export function parameterName(segment: string): string | undefined {
  return PARAMETER.exec(segment)?.[1];
}

/**
 * Parses an endpoint's path: literal segments, `:name` parameters, a final `*rest`. One leading and one trailing slash do not count.
 * @returns the pattern, or the first problem
 */
export function parsePath(path: string): PathPattern | PathProblem {
  const trimmed = path.replace(/^\/|\/$/g, '');
  if (!trimmed) return { code: 'empty', text: path };
  const parts = trimmed.split('/');
  if (trimmed.length > PATH_LIMITS.length || parts.length > PATH_LIMITS.segments) return { code: 'long', text: path };
  const segments: Segment[] = [];
  const names: string[] = [];
  for (const [index, part] of parts.entries()) {
    const marker = part[0];
    if (marker === ':' || marker === '*') {
      const name = parameterName(part);
      if (name === undefined) return { code: 'parameter', text: part };
      // Every object has a property of this name.
      if (name === '__proto__') return { code: 'reserved', text: part };
      if (names.includes(name)) return { code: 'duplicate', text: name };
      if (marker === '*' && index < parts.length - 1) return { code: 'rest', text: part };
      names.push(name);
      segments.push({ type: marker === '*' ? 'rest' : 'parameter', value: name });
    } else {
      const problem = literalProblem(part);
      if (problem) return { code: problem, text: part };
      segments.push({ type: 'literal', value: part });
    }
  }
  const shape = segments.map(({ type, value }) => (type === 'literal' ? value : type === 'rest' ? '*' : ':')).join('/');
  return { segments, shape, names };
}

function literalProblem(segment: string): PathProblem['code'] | undefined {
  if (!segment) return 'emptySegment';
  // Clients resolve dot segments before they send, so such an endpoint could never be reached.
  if (segment === '.' || segment === '..') return 'reserved';
  return LITERAL.test(segment) ? undefined : 'character';
}
