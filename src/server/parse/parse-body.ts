import { decodeText } from './decode-text';
import { isTooDeep } from './is-too-deep';
import { parseForm } from './parse-form';

/** The parsed body, or why there is none: an unsupported charset, or content that is not what its type says. */
export type ParsedBody = { data: unknown } | { problem: 'charset' | 'malformed'; reason: string };

const JSON_TYPE = /^(application|text)\/([^;]*\+)?json$/i;
const FORM_TYPE = /^application\/x-www-form-urlencoded$/i;

/**
 * Parses a body by its content type: JSON and urlencoded forms strictly; anything else is JSON if it parses as such, else text,
 * else base64.
 * @param body the bytes after decompression; an empty body is `null`, whatever its type
 * @param contentType the header as sent, if it was
 */
export function parseBody(body: Buffer, contentType: string | undefined): ParsedBody {
  if (body.length === 0) return { data: null };
  const { type, charset } = splitContentType(contentType ?? '');
  const isJson = JSON_TYPE.test(type);
  const isForm = FORM_TYPE.test(type);
  const decoded = decodeText(body, charset);
  if ('problem' in decoded) {
    if (decoded.problem === 'charset') return { problem: 'charset', reason: 'unknown charset' };
    return isJson || isForm
      ? { problem: 'malformed', reason: `bytes that are not ${charset ?? 'utf-8'}` }
      : { data: body.toString('base64') };
  }
  if (isForm) {
    try {
      return { data: parseForm(decoded.text) };
    } catch {
      return { problem: 'malformed', reason: 'too many form fields' };
    }
  }
  try {
    const data: unknown = JSON.parse(decoded.text);
    return isTooDeep(data) ? { problem: 'malformed', reason: 'nested too deeply' } : { data };
  } catch {
    // The engine's message quotes the body, so it is not passed on.
    return isJson ? { problem: 'malformed', reason: 'not JSON' } : { data: decoded.text };
  }
}

function splitContentType(header: string): { type: string; charset?: string } {
  const [type, ...parameters] = header.split(';').map((part) => part.trim());
  for (const parameter of parameters) {
    const match = /^charset\s*=\s*"?([^";]+)"?$/i.exec(parameter);
    if (match) return { type, charset: match[1].trim() };
  }
  return { type };
}
