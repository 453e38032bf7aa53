/**
 * The charset of a JSON text without a byte order mark, by its first two characters, which are ASCII (RFC 4627, 3).
 * @returns undefined for UTF-8
 */
export function jsonCharset(content: Buffer): string | undefined {
  if (content.length < 2) return undefined;
  if (content[0] !== 0 && content[1] === 0) return 'utf-16le';
  return content[0] === 0 && content[1] !== 0 ? 'utf-16be' : undefined;
}
