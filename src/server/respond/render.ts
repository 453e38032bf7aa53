import { fillText, isVariable } from '../../common/template';

/** Gives the value of a variable, written as `{{$context.data.id}}`. */
export type Resolve = (variable: string) => unknown;

/**
 * The text of a value inside a text: nothing for null, undefined and functions, JSON for objects.
 * @throws when the value has no JSON, such as one that contains itself
 */
export function textOf(value: unknown): string {
  if (value === null || value === undefined || typeof value === 'function') return '';
  if (value instanceof Date) return value.toISOString();
  if (Buffer.isBuffer(value)) return value.toString('base64');
  if (typeof value !== 'object') return String(value);
  const json = JSON.stringify(value) as string | undefined;
  return json ?? '';
}

/** A text with its variables filled in; `escape` is for values that stand among other text. */
export function renderText(text: string, resolve: Resolve, escape = (value: string) => value): string {
  if (isVariable(text)) return textOf(resolve(text));
  return fillText(text, (variable) => escape(textOf(resolve(variable))));
}

/** A value with the variables in all its texts filled in. A variable alone keeps its type, and an unknown one is null. */
export function renderValue(value: unknown, resolve: Resolve): unknown {
  if (typeof value === 'string') {
    if (!isVariable(value)) return renderText(value, resolve);
    const resolved = resolve(value);
    return resolved === undefined || typeof resolved === 'function' ? null : resolved;
  }
  if (Array.isArray(value)) return value.map((item) => renderValue(item, resolve));
  if (typeof value !== 'object' || value === null) return value;
  // fromEntries defines properties, whatever they are called.
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [renderText(name, resolve), renderValue(item, resolve)]),
  );
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text that can stand in the content and in the quoted attributes of HTML and XML. */
export function escapeMarkup(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign]);
}
