import type { ProviderScheme } from '../../common/providers';
import type { VerifyInput } from '../model/endpoint';
import { bodyText, headerValue, queryValue } from '../request/read-request';
import { pathOf, urlOf } from './url';

/** The values that a template needs besides the request. */
export interface ContentValues {
  /** as sent, never reformatted */
  timestamp?: string;
  /** the secret that is being tried */
  secret: string;
}

/** Renders the bytes that a signature covers; undefined when the request lacks one of them. */
export interface SignedContent {
  (input: VerifyInput, values: ContentValues): Buffer | undefined;
  /** the secret is part of the content, which so differs from secret to secret */
  holdsSecret: boolean;
  /** the whole body is part of the content */
  holdsBody: boolean;
  /** the URL is part of the content, which a request may lack */
  holdsUrl: boolean;
  /** no part of the request is in the content, so that one signature would be valid for every request */
  isConstant: boolean;
}

type Part = (input: VerifyInput, values: ContentValues) => Buffer | undefined;

const PLACEHOLDER = /\{([A-Za-z]+(?:\.[^{}\s]+)?)\}/g;

const PARTS: ReadonlyMap<string, Part> = new Map<string, Part>([
  ['method', ({ request }) => Buffer.from(request.method)],
  ['url', (input) => toBytes(urlOf(input), 'utf8')],
  ['path', (input) => toBytes(pathOf(input), 'utf8')],
  // As for headers, Node gives each byte of a URL as one character.
  ['query', ({ request }) => Buffer.from(request.search, 'latin1')],
  ['body', ({ request }) => request.body],
  ['timestamp', (_, { timestamp }) => (timestamp === undefined ? undefined : Buffer.from(timestamp, 'latin1'))],
  ['secret', (_, { secret }) => Buffer.from(secret)],
]);

const HEADER_FORMS: Record<NonNullable<ProviderScheme['headerForm']>, RegExp> = {
  dotless: /^[^.]+$/,
  word: /^[\w+/=-]+$/,
};

/**
 * Compiles a template of signed content. Values are joined as bytes, never replaced into text, so that nothing in a
 * body is special. `\n` in the template is a line feed; `{header.a,b}` is the first of these headers that was sent; `{body.a?}` is empty where
 * the body has no such value.
 *
 * @param headerForm the form that headers need to have, any where it is not given
 * @throws Error for an unknown placeholder
 */
export function compileSignedContent(template: string, headerForm?: ProviderScheme['headerForm']): SignedContent {
  const form = headerForm && HEADER_FORMS[headerForm];
  const parts: Part[] = [];
  const names = new Set<string>();
  let end = 0;
  for (const match of template.matchAll(PLACEHOLDER)) {
    parts.push(literal(template.slice(end, match.index)), placeholder(match[1], form));
    names.add(match[1]);
    end = match.index + match[0].length;
  }
  parts.push(literal(template.slice(end)));

  const render = (input: VerifyInput, values: ContentValues) => {
    const pieces: Buffer[] = [];
    for (const part of parts) {
      const piece = part(input, values);
      if (piece === undefined) return undefined;
      pieces.push(piece);
    }
    return Buffer.concat(pieces);
  };
  const holdsSecret = names.has('secret');
  return Object.assign(render, {
    holdsSecret,
    holdsBody: names.has('body'),
    holdsUrl: names.has('url'),
    isConstant: names.size === (holdsSecret ? 1 : 0),
  });
}

function literal(text: string): Part {
  const bytes = Buffer.from(text.replace(/\\n/g, '\n'));
  return () => bytes;
}

function placeholder(name: string, form: RegExp | undefined): Part {
  const part = PARTS.get(name);
  if (part) return part;
  const [kind, rest] = [name.slice(0, name.indexOf('.')), name.slice(name.indexOf('.') + 1)];
  if (kind === 'header') {
    // Node gives each byte of a header as one character.
    const names = rest.split(',');
    return ({ request }) => {
      const value = headerValue(request, ...names);
      return value === undefined || form?.test(value) === false ? undefined : Buffer.from(value, 'latin1');
    };
  }
  if (kind === 'query') {
    return ({ request }) => toBytes(queryValue(request, rest), 'utf8');
  }
  if (kind === 'body') {
    const name = rest.replace(/\?$/, '');
    const missing = name === rest ? undefined : Buffer.alloc(0);
    return ({ request }) => toBytes(bodyText(request.content(), name), 'utf8') ?? missing;
  }
  throw new Error(`signed content: {${name}} is not known`);
}

function toBytes(text: string | undefined, encoding: 'latin1' | 'utf8'): Buffer | undefined {
  return text === undefined ? undefined : Buffer.from(text, encoding);
}
