/** The bytes with one bit changed, counted from the first byte's lowest. */
export function flipBit(bytes: Buffer, bit: number) {
  const copy = Buffer.from(bytes);
  copy[bit >> 3] ^= 1 << (bit & 7);
  return copy;
}

/** The text with another character of the same alphabet at a place; its bytes differ, not only what a decoder would skip. */
export function otherAt(text: string, at: number): string {
  // Four characters further in base64's alphabet reach bits that count even where the last ones are padding.
  const other = /[0-9a-f]/.test(text[at]) ? (text[at] === '8' ? '1' : '8') : text[at] === 'Q' ? 'g' : 'Q';
  return `${text.slice(0, at)}${other}${text.slice(at + 1)}`;
}

/** Hex digits the other way round. */
export function otherCase(text: string): string {
  return text.toUpperCase() === text ? text.toLowerCase() : text.toUpperCase();
}

/** The same bytes, written otherwise. */
export function otherEncoding(text: string, encoding: 'hex' | 'base64' | 'base64url'): string {
  return Buffer.from(text, encoding).toString(encoding === 'hex' ? 'base64' : 'hex');
}

/** The text with what careless decoders skip. */
export function junkAfter(text: string): [string, string][] {
  return [
    ['junk after the signature', `${text}zz`],
    ['two more digits after the signature', `${text}00`],
    ['the signature twice in one', `${text}${text}`],
    ['junk before the signature', `zz${text}`],
    ['a space in the signature', `${text.slice(0, 4)} ${text.slice(4)}`],
    ['a byte beyond ASCII in the signature', `${text.slice(0, -1)}\u00e9`],
  ];
}
