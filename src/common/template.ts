// What NocoBase's engine takes for a variable; the same signs, in a form that can't be made to backtrack.
const VARIABLE = /\{\{[\w:\s\-+.,@/()?=*$]+\}\}/g;
const WHOLE = /^\{\{[\w:\s\-+.,@/()?=*$]+\}\}$/;
const SECRET = /^(ctx(:|$)|(ctx\.)?\$env(\.|:|$))/;

/** The variables in a text, as written: `{{$context.data.id}}`. */
export function variablesIn(text: string): string[] {
  return text.match(VARIABLE) ?? [];
}

/** Whether a text is one variable and nothing else, so that its value keeps its type. */
export function isVariable(text: string): boolean {
  return WHOLE.test(text);
}

/** Whether a variable reads the environment, which holds secrets: `{{$env.X}}`, or all that there is. */
export function isSecretVariable(variable: string): boolean {
  return SECRET.test(variable.slice(2, -2).replace(/\s/g, ''));
}

/**
 * Puts values into a text, in one pass: a value is never searched for variables and never a replacement pattern.
 * @param value gives the text for a variable
 */
export function fillText(text: string, value: (variable: string) => string): string {
  return text.replace(VARIABLE, (variable) => value(variable));
}

/**
 * Reads JSON text that may hold variables, also outside of quotes: `{ "id": {{$context.data.id}} }` is read like
 * `{ "id": "{{$context.data.id}}" }`.
 * @throws SyntaxError when the text is not JSON apart from its variables
 */
export function parseJsonTemplate(text: string): unknown {
  // A string is taken as a whole, so that what is in it stays as it is.
  const quoted = text.replace(/"(?:[^"\\]|\\.)*"|\{\{[\w:\s\-+.,@/()?=*$]+\}\}/g, (part) =>
    part.startsWith('"') ? part : JSON.stringify(part),
  );
  return JSON.parse(quoted);
}
