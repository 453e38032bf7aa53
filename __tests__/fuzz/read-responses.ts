/** One response as it came over the wire. */
export interface RawResponse {
  status: number;
  /** by lower-case name */
  headers: ReadonlyMap<string, string>;
  body: Buffer;
}

/** Responses that are whole; what is left; and what was no HTTP, if anything. */
export interface ReadResponses {
  responses: RawResponse[];
  rest: Buffer;
  problem?: string;
}

const HEAD_END = '\r\n\r\n';

/**
 * Reads responses strictly.
 * @param methods of the requests, in order: what answers a HEAD has no body
 * @param closed the server has closed: a body without a length ends there
 */
export function readResponses(bytes: Buffer, methods: readonly string[], closed: boolean): ReadResponses {
  const responses: RawResponse[] = [];
  let rest = bytes;
  while (rest.length) {
    const end = rest.indexOf(HEAD_END);
    if (end < 0) break;
    const [line, ...fields] = rest.toString('latin1', 0, end).split('\r\n');
    const status = Number(/^HTTP\/1\.1 ([1-5]\d\d) [ -~]*$/.exec(line)?.[1]);
    const pairs = fields.map((field) => /^([!#$%&'*+.^_`|~\w-]+): ?([^\r\n\0]*)$/.exec(field));
    if (!status || pairs.includes(null)) return { responses, rest, problem: `no response: ${line}` };
    const headers = new Map(pairs.map((pair) => [String(pair?.[1]).toLowerCase(), String(pair?.[2])]));
    const after = rest.subarray(end + HEAD_END.length);
    const bodiless = status < 200 || status === 204 || status === 304 || methods[responses.length] === 'HEAD';
    const body = bodiless ? { body: Buffer.alloc(0), rest: after } : readBody(headers, after, closed);
    if (!body) break;
    rest = body.rest;
    if (status >= 200) responses.push({ status, headers, body: body.body });
  }
  return { responses, rest };
}

function readBody(headers: ReadonlyMap<string, string>, bytes: Buffer, closed: boolean) {
  if (headers.get('transfer-encoding') === 'chunked') return readChunks(bytes);
  const length = headers.get('content-length');
  if (length === undefined) return closed ? { body: bytes, rest: Buffer.alloc(0) } : undefined;
  return bytes.length < Number(length)
    ? undefined
    : { body: bytes.subarray(0, Number(length)), rest: bytes.subarray(Number(length)) };
}

function readChunks(bytes: Buffer) {
  const chunks: Buffer[] = [];
  for (let at = 0; ;) {
    const line = bytes.indexOf('\r\n', at);
    if (line < 0) return undefined;
    const start = line + 2;
    const size = parseInt(bytes.toString('latin1', at, line), 16);
    if (start + size + 2 > bytes.length) return undefined;
    chunks.push(bytes.subarray(start, start + size));
    at = start + size + 2;
    if (size === 0) return { body: Buffer.concat(chunks), rest: bytes.subarray(at) };
  }
}
