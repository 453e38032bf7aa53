/** A header name, as RFC 9110 has it. */
export const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
/** Visible ASCII, Latin-1 and tabs: what a header value may hold, so that none can end the header. */
export const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;
/** A media type with its parameters. */
export const MEDIA_TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(\s*;\s*[\w!#$&^.+-]+=("[^"\\]*"|[\w!#$&'^.+:/-]+))*$/;

const PROTECTED = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'date',
  'keep-alive',
  'proxy-authenticate',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Whether a header is the server's own, or has a setting of its own (CORS). */
export function isProtected(name: string): boolean {
  const lower = name.toLowerCase();
  return PROTECTED.has(lower) || lower.startsWith('x-webhook-') || lower.startsWith('access-control-');
}

/**
 * Whether a place can be redirected to: an absolute http or https URL, or a relative reference. A reference that starts with two slashes
 * only looks relative, and is refused.
 */
export function isLocation(text: string): boolean {
  if (!text || /[\u0000-\u0020\u007f\\]/.test(text) || text.startsWith('//')) return false;
  if (/^[a-z][a-z0-9+.-]*:/i.test(text) && !/^https?:\/\//i.test(text)) return false;
  return URL.canParse(text, 'http://relative.invalid');
}

/**
 * A place as a Location header holds it: letters outside ASCII percent-encoded, those of a host as IDNA has them, and what is encoded
 * already left so.
 */
export function encodeLocation(location: string): string {
  // Only this knows that brackets are part of an IPv6 address.
  if (/^https?:\/\//i.test(location)) return new URL(location).href;
  return encodeURI(location).replace(/%25([0-9a-f]{2})/gi, '%$1');
}
