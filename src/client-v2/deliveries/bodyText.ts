/** Decodes base64. @throws DOMException for invalid base64 */
export function bytesOf(base64: string): Uint8Array {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

/** Decodes UTF-8; undefined for other bytes. */
export function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Maximum bytes of text on screen: more would freeze the page. */
export const MAX_SHOWN = 256 * 1024;

/** Truncates a text to at most `limit` bytes of UTF-8 without splitting a character. @param limit bytes; default 256 KiB */
export function firstBytes(text: string, limit = MAX_SHOWN): string {
  if (text.length * 3 <= limit) return text;
  return text.slice(0, new TextEncoder().encodeInto(text, new Uint8Array(limit)).read);
}
