const VARIABLES = /\{\{\s*(\$env\.[^{}\s]+)\s*\}\}/g;
const LEFT_OVER = /\{\{[^}]*\$env/;

/**
 * Puts the values of variables into a secret, which may be a variable alone or hold some. Each of them must have a value: what would
 * be left of a secret without one could be guessed.
 * @param valueOf the value of a template such as `{{$env.X}}`, anything but text when there is none
 * @returns the text; or which variable is missing
 */
export function renderSecret(text: string, valueOf: (template: string) => unknown): string | { missing: string } {
  if (!text.includes('$env')) return text;
  const secret = /^\s*\{\{[^{}]*\}\}\s*$/.test(text) ? text.trim() : text;
  const missing: string[] = [];
  const rendered = secret.replace(VARIABLES, (_, name: string) => {
    const value = valueOf(`{{${name}}}`);
    if (typeof value === 'string' && value) return value;
    missing.push(`{{${name}}} has no value`);
    return '';
  });
  if (!missing.length && LEFT_OVER.test(secret.replace(VARIABLES, '')))
    missing.push('a variable is not written as {{$env.NAME}}');
  return missing.length ? { missing: missing.join(', ') } : rendered;
}
