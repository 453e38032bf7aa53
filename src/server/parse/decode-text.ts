/** Why bytes can't be decoded: an unknown charset, or bytes that the charset doesn't have. */
export type DecodeProblem = 'charset' | 'bytes';

// Names of code pages used by Windows and Python, but missing in the standard.
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['cp932', 'shift_jis'],
  ['cp936', 'gbk'],
  ['cp949', 'euc-kr'],
  ['cp950', 'big5'],
  ['cp65001', 'utf-8'],
]);

// What the bytes 0x80 to 0x9f stand for (WHATWG Encoding standard, index windows-1252); all other bytes are Latin-1.
const HIGH_CONTROLS =
  '\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f' +
  '\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178';

/**
 * Decodes bytes as text with Node's decoder (ICU). A byte order mark of UTF-8 or UTF-16 wins over the charset, and is dropped.
 * @param charset a label of the WHATWG Encoding standard, where `latin1` means windows-1252, or a code page such as `cp936`; default
 * utf-8. `utf-16` without a mark is little endian.
 * @returns the text, or the problem; no byte is ever replaced
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

/**
 * Decodes bytes without a declared charset: by their byte order mark, as UTF-8, or as windows-1252 if they are neither. In windows-1252 each
 * byte is a character, so nothing is lost.
 */
export function decodeOr1252(bytes: Buffer): string {
  const decoded = decodeText(bytes);
  return 'text' in decoded ? decoded.text : decodeWindows1252(bytes);
}

/** Tells whether a charset can be decoded here. */
export function isKnownCharset(charset: string): boolean {
  return 'text' in decodeText(Buffer.alloc(0), charset);
}

function charsetOfMark(body: Buffer): string | undefined {
  if (body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf) return 'utf-8';
  if (body[0] === 0xfe && body[1] === 0xff) return 'utf-16be';
  if (body[0] === 0xff && body[1] === 0xfe) return 'utf-16le';
  return undefined;
}

/**
 * Decodes windows-1252, of which `latin1`, `iso-8859-1` and `us-ascii` are labels too, and in which each byte is a character. Some versions of
 * Node decode it as pure Latin-1, which loses the euro sign.
 */
export function decodeWindows1252(body: Buffer): string {
  return body.toString('latin1').replace(/[\x80-\x9f]/g, (char) => HIGH_CONTROLS[char.charCodeAt(0) - 0x80]);
}
