import { trimPath } from './endpointUrl';

/** What the server takes too: no separators of URLs or of the pattern language, nothing that cannot be seen. */
const LITERAL = /^[^\s\u0000-\u0020\u007F-\u009F\p{Cs}/?#\\:*%"<>^`{|}()[\]]+$/u;
const MAX_LENGTH = 512;
const MAX_SEGMENTS = 32;
const PARAMETER = /^[:*][A-Za-z_]\w*$/;

/** What is wrong with a path: a text key and the values in it. */
export interface PathProblem {
  key: string;
  values?: Record<string, string>;
}

/** The names of a path's parameters, in order: `:name` and a final `*rest`. Malformed segments give none. */
export function pathParameters(path: string | undefined): string[] {
  return trimPath(path)
    .split('/')
    .filter((segment) => PARAMETER.test(segment))
    .map((segment) => segment.slice(1));
}

/**
 * The first thing that is wrong with a path, or undefined. An empty path is right: it means the workflow's key. As at the server, one slash at
 * each end does not count, all other signs do.
 */
export function pathProblem(path: string | undefined): PathProblem | undefined {
  if (!path) return undefined;
  const trimmed = path.replace(/^\/|\/$/g, '');
  if (!trimmed) return { key: 'The path has only slashes. Leave it empty for the key of the workflow.' };
  const segments = trimmed.split('/');
  if (trimmed.length > MAX_LENGTH || segments.length > MAX_SEGMENTS) {
    const values = { length: String(MAX_LENGTH), segments: String(MAX_SEGMENTS) };
    return { key: 'A path has at most {{length}} characters and {{segments}} segments.', values };
  }
  const problem = segments
    .map((segment, index) => segmentProblem(segment, index === segments.length - 1))
    .find((found) => found);
  if (problem) return problem;
  const names = pathParameters(trimmed);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return twice ? { key: 'The parameter "{{name}}" is there twice.', values: { name: twice } } : undefined;
}

function segmentProblem(segment: string, last: boolean): PathProblem | undefined {
  const values = { segment };
  if (!segment) return { key: 'The path has an empty segment: two slashes in a row.' };
  // The last is a property that every object has.
  if (['.', '..', ':__proto__', '*__proto__'].includes(segment))
    return { key: '"{{segment}}" cannot be a segment of the path.', values };
  if (segment.startsWith(':') || segment.startsWith('*')) {
    if (!PARAMETER.test(segment)) {
      return {
        key: '"{{segment}}": a parameter is a colon (or a star for all the rest) and a name of letters, digits and underscores that does not start with a digit.',
        values,
      };
    }
    return segment.startsWith('*') && !last
      ? { key: '"{{segment}}" takes all the rest and can only be the last segment.', values }
      : undefined;
  }
  return LITERAL.test(segment)
    ? undefined
    : { key: '"{{segment}}" has a blank or another sign that a path cannot have.', values };
}
