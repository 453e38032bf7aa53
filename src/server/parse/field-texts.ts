import { isUtf8 } from 'node:buffer';
import type { Pair } from '../../common/nestPairs';
import type { FormField } from '../model/body';
import { decodeText, decodeWindows1252, isKnownCharset } from './decode-text';

/** Fields that name the charset of a form: the HTML standard's, and that of Alipay and others. */
const CHARSET_FIELDS: ReadonlySet<string> = new Set(['_charset_', 'charset']);
// In these no escape of a form can be read.
const WIDE = /^(?:utf-?16|utf-?32|ucs-?2|unicode|iso-10646)/i;

/**
 * Decodes the fields of a form or query to text: in the charset that is given, else in one that a field `_charset_` or `charset` names, else
 * in UTF-8. A name or value that the charset does not have, or that is no UTF-8, is read as windows-1252, in which each byte is a character.
 * @param charset that the content type names
 */
export function fieldTexts(fields: readonly FormField[], charset?: string): Pair[] {
  const chosen = charset ?? namedCharset(fields);
  return fields.map(({ name, value }) => [textOf(name, chosen), textOf(value, chosen)]);
}

function namedCharset(fields: readonly FormField[]): string | undefined {
  const named = fields.find(({ name }) => CHARSET_FIELDS.has(name.toString('latin1')))?.value.toString('latin1');
  return named && !WIDE.test(named) && isKnownCharset(named) ? named : undefined;
}

function textOf(bytes: Buffer, charset: string | undefined): string {
  if (charset !== undefined) {
    const decoded = decodeText(bytes, charset);
    if ('text' in decoded) return decoded.text;
  }
  return isUtf8(bytes) ? bytes.toString('utf8') : decodeWindows1252(bytes);
}
