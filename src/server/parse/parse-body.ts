import type { BodyFormat } from '../../common/WebhookConfig';
import type { BodyToParse, ParsedBody } from '../model/body';
import type { CloudEvent, ReceivedFile } from '../model/delivery';
import type { BodySettings } from '../model/endpoint';
import { eventOfHeaders, eventOfJson } from './cloud-event';
import { parseContentType, type ContentType } from './content-type';
import { decodeOr1252, decodeText } from './decode-text';
import { formatOf } from './format-of';
import { PARSE_LIMITS, type ParseLimits } from './limits';
import { parseForm } from './parse-form';
import { parseJson } from './parse-json';
import { parseMultipart } from './parse-multipart';
import { parseNdjson } from './parse-ndjson';
import { parseXml, xmlCharset } from './parse-xml';
import { isProblem, malformed, type Problem } from './problem';

const EVENT_TYPE = 'application/cloudevents+json';
const EVENT_BATCH_TYPE = 'application/cloudevents-batch+json';
const UTF_8 = /^utf-?8$/i;

type TextFormat = Exclude<BodyFormat, 'binary' | 'multipart'>;
type Parsed = { data: unknown; format: BodyFormat; files?: ReceivedFile[]; event?: CloudEvent };

/**
 * Parses a body by its content type, or in the format that the endpoint forces. Without a type it becomes JSON if it parses as such,
 * otherwise text, otherwise base64. An empty body is `null`, whatever its type.
 * @returns the problem when the content is not what its type says, is over a limit, or is in an unknown charset
 */
export function parseBody(
  { content, contentType, headers }: BodyToParse,
  settings: Partial<Pick<BodySettings, 'format' | 'payloadField'>> = {},
  limits: ParseLimits = PARSE_LIMITS,
): ParsedBody | Problem {
  const type = parseContentType(contentType);
  const event = eventOfHeaders(headers);
  if (content.length === 0) return { data: null, format: null, files: [], event };
  const parsed = settings.format
    ? readAs(settings.format, content, type, limits)
    : (readEvents(content, type, limits) ?? readByType(content, type, limits));
  if (isProblem(parsed)) return parsed;
  const inner = payloadOf(parsed, settings.payloadField, limits);
  if (isProblem(inner)) return inner;
  return { files: [], event, ...parsed, data: inner.data };
}

function readByType(content: Buffer, type: ContentType, limits: ParseLimits): Parsed | Problem {
  const reading = formatOf(type.type);
  if (reading && !(reading.orJson && startsLikeJson(content))) return readAs(reading.format, content, type, limits);
  // Falls back to the declared type if the body only looks like JSON, or exceeds the limits of JSON.
  const json = readAs('json', content, type, limits);
  if (!isProblem(json)) return json;
  if (reading) return readAs(reading.format, content, type, limits);
  const isBytes = type.charset === undefined && 'problem' in decodeText(content);
  const text = readAs(isBytes ? 'binary' : 'text', content, type, limits);
  return isProblem(text) && text.problem === 'malformed' ? readAs('binary', content, type, limits) : text;
}

function readAs(format: BodyFormat, content: Buffer, type: ContentType, limits: ParseLimits): Parsed | Problem {
  if (format === 'binary') return { format, data: content.toString('base64') };
  if (format === 'multipart') return tagged(format, parseMultipart(content, type.boundary, limits));
  const charset = type.charset ?? (format === 'xml' ? xmlCharset(content) : undefined);
  if (charset === undefined && (format === 'form' || format === 'text')) {
    return tagged(format, parseText(format, decodeOr1252(content), limits));
  }
  const decoded = decodeText(content, charset);
  if ('problem' in decoded && decoded.problem === 'charset') return { problem: 'charset', reason: 'unknown charset' };
  // Escapes in a form are bytes of its charset.
  if (format === 'form' && charset && !UTF_8.test(charset)) {
    return tagged(format, parseForm(content.toString('latin1'), charset, limits));
  }
  if ('problem' in decoded) return malformed('bytes that the charset does not have');
  return tagged(format, parseText(format, decoded.text, limits));
}

function parseText(format: TextFormat, text: string, limits: ParseLimits): { data: unknown } | Problem {
  switch (format) {
    case 'json':
      return parseJson(text, limits);
    case 'form':
      return parseForm(text, undefined, limits);
    case 'xml':
      return parseXml(text, limits);
    case 'ndjson':
      return parseNdjson(text, limits);
    case 'text':
      return { data: text };
  }
}

/** CloudEvents in structured mode and in batches (HTTP protocol binding, 3.2 and 3.3); undefined for other types. */
function readEvents(content: Buffer, type: ContentType, limits: ParseLimits): Parsed | Problem | undefined {
  if (type.type !== EVENT_TYPE && type.type !== EVENT_BATCH_TYPE) return undefined;
  const envelope = readAs('json', content, type, limits);
  if (isProblem(envelope)) return envelope;
  if (type.type === EVENT_BATCH_TYPE) {
    const { data } = envelope;
    return Array.isArray(data) && data.every(eventOfJson) ? envelope : malformed('not a batch of CloudEvents');
  }
  const event = eventOfJson(envelope.data);
  if (!event) return malformed('not a CloudEvent');
  const { data = null, data_base64: bytes } = envelope.data as { data?: unknown; data_base64?: unknown };
  if (typeof bytes !== 'string') return { ...envelope, data, event };
  const inner = readByType(Buffer.from(bytes, 'base64'), parseContentType(event.datacontenttype), limits);
  return isProblem(inner) ? inner : { ...inner, event };
}

/** The JSON in one field of a form if the form has that field, otherwise the data unchanged. */
function payloadOf(
  { format, data }: Parsed,
  field: string | undefined,
  limits: ParseLimits,
): { data: unknown } | Problem {
  const isForm = format === 'form' || format === 'multipart';
  if (!isForm || !field || !Object.hasOwn(data as object, field)) return { data };
  const payload = (data as Record<string, unknown>)[field];
  return typeof payload === 'string' ? parseJson(payload, limits) : { data };
}

function startsLikeJson(content: Buffer): boolean {
  return /^(?:\xef\xbb\xbf)?[ \t\r\n]*[{[]/.test(content.toString('latin1', 0, 1_024));
}

function tagged<T extends object>(format: BodyFormat, parsed: T | Problem): (T & { format: BodyFormat }) | Problem {
  return isProblem(parsed) ? parsed : { ...parsed, format };
}
