import type { ParsedBody } from '../model/body';
import { dotted, holderOf } from './member-at';
import { isObject } from './json-object';

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
  for (const root of rootsOf(content)) {
    const found = holderOf(root, name) ?? (name.includes('[') ? holderOf(root, dotted(name)) : undefined);
    if (found) return textOf(content, found);
  }
  return undefined;
}

function rootsOf({ data, format }: ParsedBody): readonly unknown[] {
  if (format !== 'xml' || !isObject(data)) return [data];
  return [data, ...Object.values(data)];
}

function textOf(
  { written, format }: ParsedBody,
  { holder, name, value }: { holder: object; name: string; value: unknown },
): string | undefined {
  switch (typeof value) {
    case 'string':
      return (format === 'xml' ? value.trim() : value) || undefined;
    case 'number':
      return written?.get(holder)?.get(name) ?? String(value);
    case 'boolean':
      return String(value);
    default:
      return format === 'xml' && isObject(value) && typeof value[TEXT] === 'string' ? value[TEXT].trim() || undefined : undefined;
  }
}
