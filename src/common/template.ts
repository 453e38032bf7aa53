// What stands between two pairs of braces: names may hold anything but braces. The innermost braces count, so that others around them stay.
const TEMPLATE = /\{\{[^{}]+\}\}/g;
const WHOLE = /^\{\{[^{}]+\}\}$/;
// A text of JSON as a whole, so that the templates in it are left alone.
const JSON_TEXT_OR_TEMPLATE = /"(?:[^"\\]|\\.)*"|\{\{[^{}]+\}\}/g;

const ROOT = /^(?:ctx\.)?\$(?:context|jobsMapByNodeKey|scopes|system)(?:\.|$)/;
// The context as a whole has the environment in it.
const SECRET = /^(?:ctx\.?$|(?:ctx\.)?\$env(?:\.|:|$))/;
// A variable that lacks one of its braces.
const HALF_OPEN = /\{\s*(?:ctx\.)?\$(?:context|jobsMapByNodeKey|scopes|system|env)\b/;
const HALF_CLOSED = /\$(?:context|jobsMapByNodeKey|scopes|system|env)(?:\.[^{}\n"']{0,512})?\}\}/;

/** The variables in a text, as written, such as `{{$context.data.id}}`. */
export function variablesIn(text: string): string[] {
  return text.match(TEMPLATE) ?? [];
}

/** Whether a text is a single variable, whose value then keeps its type. */
export function isVariable(text: string): boolean {
  return WHOLE.test(text);
}

/** The dotted name of a variable: `$context.data.id` of `{{ $context.data.id }}`. */
export function nameOf(variable: string): string {
  return variable.slice(2, -2).trim();
}

/** Whether a variable can read the environment, which holds secrets: `{{$env.X}}`, or the whole context. */
export function isSecretVariable(variable: string): boolean {
  return SECRET.test(nameOf(variable).replace(/\s/g, ''));
}

/**
 * Tells why the variables of a text can't be read.
 * @returns `braces` (one is not closed, or lacks a brace) or `unknown` (it begins with nothing that a run has); undefined when they can
 */
export function templateProblem(text: string): 'braces' | 'unknown' | undefined {
  const around = text.replace(TEMPLATE, ' ');
  if (around.includes('{{') || HALF_OPEN.test(around) || HALF_CLOSED.test(around)) return 'braces';
  return variablesIn(text).every((variable) => ROOT.test(nameOf(variable))) ? undefined : 'unknown';
}

/** All texts of a JSON value, the names of its members among them. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) => [name, ...textsIn(item)]);
}

/** The text without its variables: what is sent as it stands. */
export function textAround(text: string): string {
  return text.replace(TEMPLATE, '');
}

/**
 * Replaces the variables in a text in one pass. A value is never searched for variables nor used as a replacement pattern.
 * @param value returns the text for a variable
 */
export function fillText(text: string, value: (variable: string) => string): string {
  return text.replace(TEMPLATE, (variable) => value(variable));
}

/**
 * Parses JSON that may hold variables outside of quotes: `{ "id": {{$context.data.id}} }` is read like
 * `{ "id": "{{$context.data.id}}" }`.
 * @throws SyntaxError if the text is not JSON apart from its variables
 */
export function parseJsonTemplate(text: string): unknown {
  const quoted = text.replace(JSON_TEXT_OR_TEMPLATE, (part) => (part.startsWith('"') ? part : JSON.stringify(part)));
  return JSON.parse(quoted);
}
