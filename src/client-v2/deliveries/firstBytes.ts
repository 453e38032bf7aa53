/** Bytes of a text that are shown at once: more of them would freeze the page. */
export const MAX_SHOWN = 256 * 1024;

/** The beginning of a text, up to so many bytes of UTF-8; no character is cut in two. @param most bytes; default 256 KiB */
export function firstBytes(text: string, most = MAX_SHOWN): string {
  if (text.length * 3 <= most) return text;
  return text.slice(0, new TextEncoder().encodeInto(text, new Uint8Array(most)).read);
}
