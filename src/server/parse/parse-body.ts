import type { BodyFormat } from '../../common/WebhookConfig';
import type { BodyToParse, ParsedBody } from '../model/body';
import type { ReceivedFile } from '../model/delivery';
import type { BodySettings } from '../model/endpoint';
import { isObject } from '../request/read-request';
import { eventOfHeaders, eventOfJson } from './cloud-event';
import { parseContentType, type ContentType } from './content-type';
import { decodeOr1252, decodeText } from './decode-text';
import { formatOf } from './format-of';
import { PARSE_LIMITS, type ParseLimits } from './limits';
import { parseForm } from './parse-form';
import { parseJson } from './parse-json';
import { parseMultipart } from './parse-multipart';
import { parseNdjson } from './parse-ndjson';
import { jsonCharset } from './json-charset';
import { parseXml, xmlCharset } from './parse-xml';
import { isProblem, malformed, type Problem } from './problem';
import { canBeForm, signedFormat, signedType } from './signed-format';

const EVENT_TYPE = 'application/cloudevents+json';
const EVENT_BATCH_TYPE = 'application/cloudevents-batch+json';
const UTF_8 = /^utf-?8$/i;
const LINES = /[}\]]\s*\n\s*[{[]/;

type TextFormat = Exclude<BodyFormat, 'binary' | 'multipart' | 'form'>;
const UNKNOWN_CHARSET: Problem = { problem: 'charset', reason: 'unknown charset' };
type Parsed = Omit<ParsedBody, 'files' | 'format'> & { format: BodyFormat; files?: ReceivedFile[] };
/** What is known of a body beside its bytes. */
type Description = ContentType & { payloadField?: string };
type How = Partial<Pick<BodySettings, 'format' | 'payloadField' | 'signedFormats'>>;

/**
 * Parses a body by its content type, or in the format that the endpoint forces. Without a type it becomes JSON if it parses as such,
 * otherwise text, otherwise base64. An empty body is `null`, whatever its type.
 *
 * Under a signature (`signedFormats`) the bytes decide, and neither Content-Type nor its charset, which nobody signs.
 * @returns the problem when the content is not what its type says, is over a limit, or is in an unknown charset
 */
export function parseBody(
  { content, contentType, headers }: BodyToParse,
  settings: How = {},
  limits: ParseLimits = PARSE_LIMITS,
): ParsedBody | Problem {
  const event = eventOfHeaders(headers);
  if (content.length === 0) return { data: null, format: null, files: [], event };
  const parsed = readContent(content, contentType, settings, limits);
  if (isProblem(parsed)) return parsed;
  const inner = withPayload(parsed, settings.payloadField, limits);
  return isProblem(inner) ? inner : { files: [], event, ...parsed, ...inner };
}

function readContent(
  content: Buffer,
  contentType: string | undefined,
  { format, signedFormats, payloadField }: How,
  limits: ParseLimits,
): Parsed | Problem {
  if (signedFormats) {
    const signed = format ?? signedFormat(content, signedFormats);
    if (!signed || (signed === 'form' && !canBeForm(content))) return malformed('in none of the formats that are sent');
    const parsed = readAs(signed, content, { ...signedType(content), payloadField }, limits);
    return isProblem(parsed) || parsed.format !== 'json' ? parsed : (withoutEnvelope(parsed, limits) ?? parsed);
  }
  const type = { ...parseContentType(contentType), payloadField };
  if (format) return readAs(format, content, type, limits);
  return readEvents(content, type, limits) ?? readByType(content, type, limits);
}

function readByType(content: Buffer, type: Description, limits: ParseLimits): Parsed | Problem {
  const reading = formatOf(type.type);
  if (reading && !(reading.orJson && startsLikeJson(content))) return readAs(reading.format, content, type, limits);
  // Falls back to the declared type if the body only looks like JSON, or exceeds the limits of JSON.
  const json = readAs('json', content, type, limits);
  if (!isProblem(json) && json.format === 'json' && json.data !== null) return json;
  if (reading) return readAs(reading.format, content, type, limits);
  const isBytes = type.charset === undefined && 'problem' in decodeText(content);
  const text = readAs(isBytes ? 'binary' : 'text', content, type, limits);
  return isProblem(text) && text.problem === 'malformed' ? readAs('binary', content, type, limits) : text;
}

function readAs(format: BodyFormat, content: Buffer, type: Description, limits: ParseLimits): Parsed | Problem {
  if (format === 'binary') return { format, data: content.toString('base64') };
  if (format === 'multipart') return tagged(format, parseMultipart(content, type.boundary, limits, type.payloadField));
  const charset = type.charset ?? impliedCharset(format, content);
  if (format === 'form') return readForm(content, charset, limits);
  if (charset === undefined && format === 'text') return parseText(format, decodeOr1252(content), limits);
  const decoded = decodeText(content, charset);
  if ('problem' in decoded && decoded.problem === 'charset') return UNKNOWN_CHARSET;
  if ('problem' in decoded) return malformed('bytes that the charset does not have');
  return parseText(format, decoded.text, limits);
}

// Escapes in a form are bytes of its charset; UTF-8 is what is taken anyway, so a field may still name another.
function readForm(content: Buffer, charset: string | undefined, limits: ParseLimits): Parsed | Problem {
  const decoded = charset === undefined ? undefined : decodeText(content, charset);
  if (decoded && 'problem' in decoded) {
    return decoded.problem === 'charset' ? UNKNOWN_CHARSET : malformed('bytes that the charset does not have');
  }
  const own = charset === undefined || UTF_8.test(charset) ? undefined : charset;
  return tagged('form', parseForm(content, own, limits));
}

function impliedCharset(format: BodyFormat, content: Buffer): string | undefined {
  if (format === 'xml') return xmlCharset(content);
  return format === 'json' || format === 'ndjson' ? jsonCharset(content) : undefined;
}

function parseText(format: TextFormat, text: string, limits: ParseLimits): Parsed | Problem {
  switch (format) {
    case 'json':
      return parseJsonOrLines(text, limits);
    case 'xml':
      return tagged(format, parseXml(text, limits));
    case 'ndjson':
      return tagged(format, parseNdjson(text, limits));
    case 'text':
      return { format, data: text };
  }
}

/** JSON, or lines of it: log drains send them under the type of JSON. */
function parseJsonOrLines(text: string, limits: ParseLimits): Parsed | Problem {
  const json = tagged('json', parseJson(text, limits));
  if (!isProblem(json) || !LINES.test(text)) return json;
  const lines = tagged('ndjson', parseNdjson(text, limits));
  return isProblem(lines) ? json : lines;
}

/** CloudEvents in structured mode and in batches (HTTP protocol binding, 3.2 and 3.3); undefined for other types. */
function readEvents(content: Buffer, type: Description, limits: ParseLimits): Parsed | Problem | undefined {
  if (type.type !== EVENT_TYPE && type.type !== EVENT_BATCH_TYPE) return undefined;
  const envelope = readAs('json', content, type, limits);
  if (isProblem(envelope)) return envelope;
  if (type.type === EVENT_BATCH_TYPE) {
    const { data } = envelope;
    return Array.isArray(data) && data.every(eventOfJson) ? envelope : malformed('not a batch of CloudEvents');
  }
  return withoutEnvelope(envelope, limits) ?? malformed('not a CloudEvent');
}

/** The data of a CloudEvent in structured mode; undefined when the JSON is none. */
function withoutEnvelope(envelope: Parsed, limits: ParseLimits): Parsed | Problem | undefined {
  const event = eventOfJson(envelope.data);
  if (!event) return undefined;
  const { data = null, data_base64: bytes } = envelope.data as { data?: unknown; data_base64?: unknown };
  if (typeof bytes !== 'string') return { ...envelope, data, event };
  const inner = readByType(Buffer.from(bytes, 'base64'), parseContentType(event.datacontenttype), limits);
  return isProblem(inner) ? inner : { ...inner, event };
}

/** The JSON in one field of a form if the form has that field: an object joins the other fields, and its members win. */
function withPayload(
  parsed: Parsed,
  field: string | undefined,
  limits: ParseLimits,
): Pick<Parsed, 'data' | 'asWritten'> | Problem {
  const { format, data } = parsed;
  const isForm = format === 'form' || format === 'multipart';
  if (!isForm || !field || !Object.hasOwn(data as object, field)) return parsed;
  const { [field]: payload, ...fields } = data as Record<string, unknown>;
  if (typeof payload !== 'string') return parsed;
  const json = parseJson(payload, limits);
  if (isProblem(json) || !isObject(json.data)) return json;
  const { asWritten } = json;
  const join = (object: object) => Object.fromEntries([...Object.entries(fields), ...Object.entries(object)]);
  return { data: join(json.data), ...(asWritten && { asWritten: () => join(asWritten() as object) }) };
}

function startsLikeJson(content: Buffer): boolean {
  return /^(?:\xef\xbb\xbf)?[ \t\r\n]*[{[]/.test(content.toString('latin1', 0, 1_024));
}

function tagged<T extends object>(format: BodyFormat, parsed: T | Problem): (T & { format: BodyFormat }) | Problem {
  return isProblem(parsed) ? parsed : { ...parsed, format };
}
