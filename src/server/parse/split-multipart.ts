import type { ParseLimits } from './limits';

/** One part of a multipart body. */
export interface Part {
  /** by lower-case name, one byte a character, as sent */
  headers: ReadonlyMap<string, string>;
  /** a view of the body, not a copy */
  content: Buffer;
}

type LineBreak = '\r\n' | '\n';

const MAX_BOUNDARY = 256;
// Lines in one part that only begin like a delimiter; each costs a search, and boundaries are made so that there is none.
const MAX_ALMOST = 10_000;
const [CR, LF, HYPHEN, BLANK, TAB] = [0x0d, 0x0a, 0x2d, 0x20, 0x09];

/**
 * Splits a multipart body (RFC 2046, 5.1.1) into its parts. Bytes before the first delimiter and after the last are dropped. A body whose
 * first delimiter ends with a line feed alone has such line breaks throughout.
 * @param boundary as the content type says
 * @returns the parts, or the limit or rule that the body breaks
 */
export function splitMultipart(body: Buffer, boundary: string, limits: ParseLimits): Part[] | { over: string } {
  if (boundary.length > MAX_BOUNDARY) return { over: 'boundary too long' };
  const opening = Buffer.from(`--${boundary}`, 'utf8');
  const line = lineBreakOf(body, opening);
  const delimiter = Buffer.concat([Buffer.from(line), opening]);
  const parts: Part[] = [];
  let at = firstDelimiter(body, delimiter, line);
  while (at) {
    if (at.last) return parts;
    if (parts.length >= limits.parts) return { over: 'too many parts' };
    // A part without headers begins with the empty line.
    const headless = breaksAt(body, at.next, line);
    const headersEnd = headless ? at.next : body.indexOf(line + line, at.next);
    if (headersEnd < 0) break;
    if (headersEnd - at.next > limits.partHeaders) return { over: 'part headers too long' };
    const start = headersEnd + line.length * (headless ? 1 : 2);
    // The line break before a delimiter belongs to the delimiter, even if the content is empty.
    const end = nextDelimiter(body, delimiter, line, start - line.length);
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

function lineBreakOf(body: Buffer, opening: Buffer): LineBreak {
  let at = body.indexOf(opening);
  for (let tries = 0; at >= 0 && tries < MAX_ALMOST; tries += 1, at = body.indexOf(opening, at + 1)) {
    if (at > 0 && body[at - 1] !== LF) continue;
    const end = afterBlanks(body, at + opening.length);
    if (body[end] === LF) return '\n';
    if (body[end] === CR) return '\r\n';
  }
  return '\r\n';
}

function firstDelimiter(body: Buffer, delimiter: Buffer, line: LineBreak): Delimiter | undefined {
  const opening = delimiter.subarray(line.length);
  if (body.subarray(0, opening.length).equals(opening)) {
    const rest = lineAfter(body, opening.length, line);
    if (rest) return { start: 0, ...rest };
  }
  return nextDelimiter(body, delimiter, line, 0);
}

function nextDelimiter(body: Buffer, delimiter: Buffer, line: LineBreak, from: number): Delimiter | undefined {
  let start = body.indexOf(delimiter, from);
  for (let tries = 0; start >= 0 && tries < MAX_ALMOST; tries += 1, start = body.indexOf(delimiter, start + 1)) {
    const rest = lineAfter(body, start + delimiter.length, line);
    if (rest) return { start, ...rest };
  }
  return undefined;
}

// A delimiter is followed by nothing but white space on its line; otherwise its characters are part of the content.
function lineAfter(body: Buffer, position: number, line: LineBreak): { next: number; last: boolean } | undefined {
  const last = body[position] === HYPHEN && body[position + 1] === HYPHEN;
  const next = afterBlanks(body, last ? position + 2 : position);
  if (last && next === body.length) return { next, last };
  return breaksAt(body, next, line) ? { next: next + line.length, last } : undefined;
}

function afterBlanks(body: Buffer, position: number): number {
  let next = position;
  while (body[next] === BLANK || body[next] === TAB) next += 1;
  return next;
}

function breaksAt(body: Buffer, position: number, line: LineBreak): boolean {
  return line === '\n' ? body[position] === LF : body[position] === CR && body[position + 1] === LF;
}

function readHeaders(block: string): Map<string, string> {
  const headers = new Map<string, string>();
  for (const line of block.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim().toLowerCase();
    if (colon > 0 && !headers.has(name)) headers.set(name, line.slice(colon + 1).trim());
  }
  return headers;
}
