/** The bytes of a text in base64. @throws DOMException when it is none */
export function bytesOf(base64: string): Uint8Array {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

/** The bytes as text, or undefined when they are not UTF-8. */
export function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Bytes of a text that are shown at once: more of them would freeze the page. */
export const MAX_SHOWN = 256 * 1024;

/** The beginning of a text, up to so many bytes of UTF-8; no character is cut in two. @param most bytes; default 256 KiB */
export function firstBytes(text: string, most = MAX_SHOWN): string {
  if (text.length * 3 <= most) return text;
  return text.slice(0, new TextEncoder().encodeInto(text, new Uint8Array(most)).read);
}
