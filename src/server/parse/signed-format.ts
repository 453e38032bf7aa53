import type { SignedFormat } from '../../common/providers';
import type { ContentType } from './content-type';

const DELIMITER = /^--([^\r\n]{1,70}?)[ \t]*\r?\n/;
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/;
const LOOK_AHEAD = 1_024;
// Bytes of which some, in compressed ones, are control characters.
const COMPRESSED_SHOWS = 65_536;
const FIRST = /[^ \t\r\n\xef\xbb\xbf\xfe\xff\0]/;

/**
 * How a signed body is read: by its bytes, among the formats that the provider sends. Where there are several, the first character that is
 * not white space, a byte order mark or half of a UTF-16 character decides: a bracket is JSON, two hyphens are multipart, `<` is XML where
 * the provider sends it, anything else is a form.
 * @returns undefined when it is none of the formats
 */
export function signedFormat(content: Buffer, formats: readonly SignedFormat[]): SignedFormat | undefined {
  if (formats.length === 1) return formats[0];
  const start = content.toString('latin1', 0, LOOK_AHEAD);
  const first = FIRST.exec(start)?.[0];
  let format: SignedFormat = formats.includes('text') ? 'text' : 'form';
  if (first === '{' || first === '[') format = 'json';
  else if (start.startsWith('--')) format = 'multipart';
  else if (first === '<' && formats.includes('xml')) format = 'xml';
  return formats.includes(format) ? format : undefined;
}

/**
 * Tells whether signed bytes can be a form: a compressed body whose Content-Encoding somebody took away must not become one.
 */
export function canBeForm(content: Buffer): boolean {
  return !CONTROL.test(content.toString('latin1', 0, COMPRESSED_SHOWS));
}

/** The type that a signed body has by its bytes alone: the boundary is its first line, and no charset is believed. */
export function signedType(content: Buffer): ContentType {
  return { type: '', boundary: DELIMITER.exec(content.toString('latin1', 0, LOOK_AHEAD))?.[1] };
}
