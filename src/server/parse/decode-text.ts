import { decodeWindows1252 } from './windows-1252';

/** Why bytes are no text: an unknown charset, or bytes that the charset doesn't have. */
export type DecodeProblem = 'charset' | 'bytes';

// Names of code pages that Windows and Python use, and the standard leaves out.
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['cp932', 'shift_jis'],
  ['cp936', 'gbk'],
  ['cp949', 'euc-kr'],
  ['cp950', 'big5'],
  ['cp65001', 'utf-8'],
]);

/**
 * Decodes bytes as text with Node's own decoder (ICU). A byte order mark of UTF-8 or UTF-16 wins over the charset, and is dropped.
 * @param charset a label of the WHATWG Encoding standard, where `latin1` means windows-1252, or a code page such as `cp936`; default
 * utf-8. `utf-16` without a mark is little endian.
 * @returns the text, or the problem; nothing is ever replaced
 */
export function decodeText(body: Buffer, charset = 'utf-8'): { text: string } | { problem: DecodeProblem } {
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(charsetOfMark(body) ?? ALIASES.get(charset.toLowerCase()) ?? charset, { fatal: true });
  } catch {
    return { problem: 'charset' };
  }
  if (decoder.encoding === 'windows-1252') return { text: decodeWindows1252(body) };
  try {
    return { text: decoder.decode(body) };
  } catch {
    return { problem: 'bytes' };
  }
}

function charsetOfMark(body: Buffer): string | undefined {
  if (body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf) return 'utf-8';
  if (body[0] === 0xfe && body[1] === 0xff) return 'utf-16be';
  if (body[0] === 0xff && body[1] === 0xfe) return 'utf-16le';
  return undefined;
}
