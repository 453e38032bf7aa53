/** Why bytes are no text: an unknown charset, or bytes that the charset doesn't have. */
export type DecodeProblem = 'charset' | 'bytes';

/**
 * Decodes bytes as text; a byte order mark is dropped.
 * @param charset a label of the WHATWG Encoding standard; default utf-8
 * @returns the text, or the problem
 */
export function decodeText(body: Buffer, charset = 'utf-8'): { text: string } | { problem: DecodeProblem } {
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(charset, { fatal: true });
  } catch {
    return { problem: 'charset' };
  }
  try {
    return { text: decoder.decode(body) };
  } catch {
    return { problem: 'bytes' };
  }
}
