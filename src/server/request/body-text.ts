import type { ParsedBody } from '../model/body';
import { isObject, own } from './json-object';
import { memberAt } from './member-at';

/** An XML element's own text, where it has attributes beside it. */
const TEXT = '_';

/**
 * The text of a value in a body, by its dotted name; in XML the root's name may be left out. A number is written as it was sent, a switch
 * as `true` or `false`.
 *
 * @returns undefined when it is missing, empty, null, or an object or list, as a repeated field is: two readers could pick different ones
 */
export function bodyText(content: ParsedBody | undefined, name: string): string | undefined {
  if (!content) return undefined;
  const { data, format, asWritten } = content;
  if (format === 'xml')
    return elementText(memberAt(data, name) ?? rootsOf(data).map((root) => memberAt(root, name))[0]);
  const value = memberAt(data, name);
  switch (typeof value) {
    case 'string':
      return value || undefined;
    case 'number':
      return String(asWritten ? memberAt(asWritten(), name) : value);
    case 'boolean':
      return String(value);
    default:
      return undefined;
  }
}

function rootsOf(data: unknown): readonly unknown[] {
  return isObject(data) ? Object.values(data) : [];
}

function elementText(element: unknown): string | undefined {
  const text = isObject(element) ? own(element, TEXT) : element;
  return typeof text === 'string' ? text.trim() || undefined : undefined;
}
