import { nestPairs, type Pair } from '../../common/nestPairs';
import type { ReceivedFile } from '../model/delivery';
import { isObject } from '../request/read-request';
import { readDisposition } from './content-disposition';
import { parseContentType } from './content-type';
import { decodeOr1252, decodeText, isKnownCharset } from './decode-text';
import type { ParseLimits } from './limits';
import { parseJson } from './parse-json';
import { malformed, type Problem } from './problem';
import { safeFilename, unusedName } from './safe-filename';
import { splitMultipart, type Part } from './split-multipart';

const UNKNOWN_TYPE = 'application/octet-stream';
// RFC 9110, 8.3.1. RFC 6838 allows 127 characters on either side; no registered type has as many in total.
const MEDIA_TYPE = /^[!#$%&'*+\-.^_`|~0-9a-z]+\/[!#$%&'*+\-.^_`|~0-9a-z]+$/;
const MAX_MEDIA_TYPE = 127;
const JSON_TYPE = /^(?:application|text)\/json$|\+json$/;
// Bytes.
const MAX_CHARSETS = 8_192;

/**
 * Parses `multipart/form-data` (RFC 7578). Fields nest and repeat like those of a form. A field is read in the charset of its part, or
 * of the field `_charset_`, or as UTF-8, or, if it is not UTF-8, as windows-1252. See ADR 6.
 * @param boundary of the content type
 * @param payloadField a field whose part is JSON, which is a field even where it has the name of a file
 * @returns fields and files, or the problem: broken framing, a part without a name, an unknown charset, over a limit
 */
export function parseMultipart(
  body: Buffer,
  boundary: string | undefined,
  limits: ParseLimits,
  payloadField = '',
): { data: unknown; files: ReceivedFile[] } | Problem {
  if (!boundary) return malformed('multipart without a boundary');
  const parts = splitMultipart(body, boundary, limits);
  if ('over' in parts) return malformed(parts.over);
  const fields: { name: string; part: Part }[] = [];
  const files: ReceivedFile[] = [];
  const taken = new Set<string>();
  for (const part of parts) {
    const { name, filename } = readDisposition(part.headers.get('content-disposition') ?? '');
    if (name === undefined) return malformed('part without a name');
    if (Buffer.byteLength(name) > limits.fieldName) return malformed('name of a field too long');
    if (filename === undefined || (name === payloadField && JSON_TYPE.test(typeOf(part)))) {
      fields.push({ name, part });
    } else if (filename || part.content.length) {
      if (files.length >= limits.files) return malformed('too many files');
      files.push({
        field: name,
        filename: unusedName(safeFilename(filename, limits.filename), taken, limits.filename),
        mimetype: typeOf(part),
        size: part.content.length,
        content: part.content,
      });
    }
  }
  const data = readFields(fields, limits);
  return 'problem' in data ? data : { ...data, files };
}

// The type is stored in a database column, and becomes a header when the file is served.
function typeOf({ headers }: Part): string {
  const { type } = parseContentType(headers.get('content-type'));
  return type.length <= MAX_MEDIA_TYPE && MEDIA_TYPE.test(type) ? type : UNKNOWN_TYPE;
}

function readFields(fields: { name: string; part: Part }[], limits: ParseLimits): { data: unknown } | Problem {
  const common = fields.find(({ name }) => name === '_charset_')?.part.content.toString('latin1');
  const named = namedCharsets(fields.find(({ name }) => name === 'charsets')?.part.content);
  const pairs: Pair[] = [];
  for (const { name, part } of fields) {
    const charset = parseContentType(part.headers.get('content-type')).charset ?? named.get(name) ?? common;
    const decoded = charset ? decodeText(part.content, charset) : { text: decodeOr1252(part.content) };
    if ('problem' in decoded) {
      return decoded.problem === 'charset'
        ? { problem: 'charset', reason: 'unknown charset of a field' }
        : malformed('bytes of a field that its charset does not have');
    }
    pairs.push([name, decoded.text]);
  }
  try {
    return { data: nestPairs(pairs, limits) };
  } catch {
    return malformed('too many form fields');
  }
}

/**
 * The charsets of fields as SendGrid's Inbound Parse names them: a JSON object in the field `charsets`. Unknown ones are left out.
 * Source: twilio.com/docs/sendgrid, "Setting up the Inbound Parse Webhook", "Character sets and header decoding".
 */
function namedCharsets(content: Buffer | undefined): ReadonlyMap<string, string> {
  if (!content || content.length > MAX_CHARSETS) return new Map();
  const parsed = parseJson(content.toString('utf8'));
  if ('problem' in parsed || !isObject(parsed.data)) return new Map();
  const known = Object.entries(parsed.data).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && isKnownCharset(entry[1]),
  );
  return new Map(known);
}
