import type { ParseLimits } from './limits';

/** One part of a multipart body. */
export interface Part {
  /** by lower-case name, one byte a character, as sent */
  headers: ReadonlyMap<string, string>;
  /** a view of the body, not a copy */
  content: Buffer;
}

const CRLF = '\r\n';
const MAX_BOUNDARY = 256;

/**
 * Splits a multipart body (RFC 2046, 5.1.1) into its parts. Bytes before the first delimiter and after the last are dropped.
 * @param boundary as the content type says
 * @returns the parts, or the limit or rule that the body breaks
 */
export function splitMultipart(body: Buffer, boundary: string, limits: ParseLimits): Part[] | { over: string } {
  if (boundary.length > MAX_BOUNDARY) return { over: 'boundary too long' };
  const delimiter = Buffer.from(`${CRLF}--${boundary}`, 'utf8');
  const parts: Part[] = [];
  let at = firstDelimiter(body, delimiter);
  while (at) {
    if (at.last) return parts;
    if (parts.length >= limits.parts) return { over: 'too many parts' };
    // A part without headers begins with the empty line.
    const headless = body.toString('latin1', at.next, at.next + 2) === CRLF;
    const headersEnd = headless ? at.next : body.indexOf(CRLF + CRLF, at.next);
    if (headersEnd < 0) break;
    if (headersEnd - at.next > limits.partHeaders) return { over: 'part headers too long' };
    const start = headersEnd + (headless ? 2 : 4);
    // The line break before a delimiter belongs to the delimiter, even if the content is empty.
    const end = nextDelimiter(body, delimiter, start - 2);
    if (!end) break;
    parts.push({
      headers: readHeaders(body.toString('latin1', at.next, headersEnd)),
      content: body.subarray(start, Math.max(start, end.start)),
    });
    at = end;
  }
  return { over: 'multipart without an end' };
}

interface Delimiter {
  start: number;
  /** where the line after it begins */
  next: number;
  last: boolean;
}

function firstDelimiter(body: Buffer, delimiter: Buffer): Delimiter | undefined {
  const opening = delimiter.subarray(2);
  if (body.subarray(0, opening.length).equals(opening)) {
    const line = lineAfter(body, opening.length);
    if (line) return { start: 0, ...line };
  }
  return nextDelimiter(body, delimiter, 0);
}

function nextDelimiter(body: Buffer, delimiter: Buffer, from: number): Delimiter | undefined {
  for (let start = body.indexOf(delimiter, from); start >= 0; start = body.indexOf(delimiter, start + 1)) {
    const line = lineAfter(body, start + delimiter.length);
    if (line) return { start, ...line };
  }
  return undefined;
}

// A delimiter is followed by nothing but white space on its line; otherwise its characters are part of the content.
function lineAfter(body: Buffer, position: number): { next: number; last: boolean } | undefined {
  const last = body.toString('latin1', position, position + 2) === '--';
  let next = last ? position + 2 : position;
  while (body[next] === 0x20 || body[next] === 0x09) next += 1;
  if (last && next === body.length) return { next, last };
  return body.toString('latin1', next, next + 2) === CRLF ? { next: next + 2, last } : undefined;
}

function readHeaders(block: string): Map<string, string> {
  const headers = new Map<string, string>();
  for (const line of block.replace(/\r\n[ \t]+/g, ' ').split(CRLF)) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim().toLowerCase();
    if (colon > 0 && !headers.has(name)) headers.set(name, line.slice(colon + 1).trim());
  }
  return headers;
}
