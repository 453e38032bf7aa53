/** A media type and its parameters, names in lower case. */
export interface ContentType {
  /** `type/subtype` in lower case; empty when there is none */
  type: string;
  charset?: string;
}

const PARAMETER = /;\s*([^=;\s]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]*))/g;

/**
 * Reads a `Content-Type` header (RFC 9110, 8.3) leniently: what can't be understood is left out.
 * @param header as sent; undefined and anything unreadable give an empty type
 */
export function parseContentType(header: string | undefined): ContentType {
  const text = header ?? '';
  const type = text.split(';', 1)[0].trim().toLowerCase();
  for (const [, name, quoted, bare] of text.matchAll(PARAMETER)) {
    if (name.toLowerCase() !== 'charset') continue;
    const charset = (quoted ?? bare).replace(/\\(.)/g, '$1').trim();
    if (charset) return { type, charset };
  }
  return { type };
}
