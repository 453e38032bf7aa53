// The characters that NocoBase's engine accepts in a variable, in a form that cannot backtrack.
const VARIABLE = /\{\{[\w:\s\-+.,@/()?=*$]+\}\}/g;
const WHOLE = /^\{\{[\w:\s\-+.,@/()?=*$]+\}\}$/;
const SECRET = /^(ctx(:|$)|(ctx\.)?\$env(\.|:|$))/;

/** The variables in a text, as written, such as `{{$context.data.id}}`. */
export function variablesIn(text: string): string[] {
  return text.match(VARIABLE) ?? [];
}

/** Whether a text is a single variable, whose value then keeps its type. */
export function isVariable(text: string): boolean {
  return WHOLE.test(text);
}

/** Whether a variable can read the environment, which holds secrets: `{{$env.X}}`, or the whole context. */
export function isSecretVariable(variable: string): boolean {
  return SECRET.test(variable.slice(2, -2).replace(/\s/g, ''));
}

/**
 * Replaces the variables in a text in one pass. A value is never searched for variables nor used as a replacement pattern.
 * @param value returns the text for a variable
 */
export function fillText(text: string, value: (variable: string) => string): string {
  return text.replace(VARIABLE, (variable) => value(variable));
}

/**
 * Parses JSON that may hold variables outside of quotes: `{ "id": {{$context.data.id}} }` is read like
 * `{ "id": "{{$context.data.id}}" }`.
 * @throws SyntaxError if the text is not JSON apart from its variables
 */
export function parseJsonTemplate(text: string): unknown {
  // Matching whole strings leaves the variables inside them untouched.
  const quoted = text.replace(/"(?:[^"\\]|\\.)*"|\{\{[\w:\s\-+.,@/()?=*$]+\}\}/g, (part) =>
    part.startsWith('"') ? part : JSON.stringify(part),
  );
  return JSON.parse(quoted);
}
