import { parameterName, parsePath, PATH_LIMITS, type PathProblem as Problem } from '../../common/path';
import { trimPath } from './endpointUrl';

// Invisible in a URL, hence a likely mistake here. The server accepts them from API clients.
const INVISIBLE = /[\s\u0080-\u009F\p{Cs}]/u;

const KEYS: Record<Problem['code'], string> = {
  empty: 'The path has only slashes. Leave it empty for the key of the workflow.',
  long: 'A path has at most {{length}} characters and {{segments}} segments.',
  emptySegment: 'The path has an empty segment: two slashes in a row.',
  reserved: '"{{segment}}" cannot be a segment of the path.',
  character: '"{{segment}}" has a blank or another sign that a path cannot have.',
  parameter:
    '"{{segment}}": a parameter is a colon (or a star for all the rest) and a name of letters, digits and underscores that does not start with a digit.',
  duplicate: 'The parameter "{{name}}" is there twice.',
  rest: '"{{segment}}" takes all the rest and can only be the last segment.',
};

/** What is wrong with a path: a text key and its values. */
export interface PathProblem {
  key: string;
  values: Record<string, string>;
}

/** The names of a path's parameters, in order: `:name` and a final `*rest`. Malformed segments are ignored. */
export function pathParameters(path: string | undefined): string[] {
  return trimPath(path)
    .split('/')
    .flatMap((segment) => parameterName(segment) ?? []);
}

/** The first problem of a path, or undefined. An empty path is valid: it means the workflow's key. */
export function pathProblem(path: string | undefined): PathProblem | undefined {
  if (!path) return undefined;
  const parsed = parsePath(path);
  if ('code' in parsed) return describe(parsed);
  const invisible = parsed.segments.find(({ value }) => INVISIBLE.test(value));
  return invisible && describe({ code: 'character', text: invisible.value });
}

function describe({ code, text }: Problem): PathProblem {
  const { length, segments } = PATH_LIMITS;
  return { key: KEYS[code], values: { segment: text, name: text, length: String(length), segments: String(segments) } };
}
