import { mediaTypeOf } from '../request/media-type';

/** A media type and the parameters that matter for reading a body. */
export interface ContentType {
  /** `type/subtype` in lower case; empty when there is none */
  type: string;
  charset?: string;
  /** what separates the parts of a multipart body */
  boundary?: string;
}

const PARAMETER = /;\s*([^=;\s]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]*))/g;

/**
 * Reads a `Content-Type` header (RFC 9110, 8.3) leniently: unreadable parts are ignored, and the first of repeated
 * parameters counts.
 * @param header as sent; undefined and anything unreadable give an empty type
 */
export function parseContentType(header: string | undefined): ContentType {
  const text = header ?? '';
  const parameters = new Map<string, string>();
  for (const [, name = '', quoted, bare = ''] of text.matchAll(PARAMETER) as Iterable<(string | undefined)[]>) {
    const value = (quoted?.replace(/\\(.)/g, '$1') ?? bare).trim();
    if (value && !parameters.has(name.toLowerCase())) parameters.set(name.toLowerCase(), value);
  }
  return {
    type: mediaTypeOf(header),
    // The standard has no single quotes, but some senders use them; a proxy may join two headers with a comma. No charset has either in its name.
    charset: parameters
      .get('charset')
      ?.split(',', 1)[0]
      .trim()
      .replace(/^'(.+)'$/, '$1'),
    boundary: parameters.get('boundary'),
  };
}
