// What the bytes 0x80 to 0x9f stand for (WHATWG Encoding standard, index windows-1252); all other bytes are Latin-1.
const HIGH_CONTROLS =
  '\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f' +
  '\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178';

/**
 * Decodes windows-1252, which `latin1`, `iso-8859-1` and `us-ascii` stand for as well. Node's decoder takes it for pure Latin-1 in some
 * versions, and so loses the euro sign.
 */
export function decodeWindows1252(body: Buffer): string {
  return body.toString('latin1').replace(/[\x80-\x9f]/g, (char) => HIGH_CONTROLS[char.charCodeAt(0) - 0x80]);
}
