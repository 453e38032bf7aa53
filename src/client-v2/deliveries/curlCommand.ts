import type { DeliveryDetail } from '../../common/api/deliveries';
import { bytesOf, textOf } from './bodyText';

const JOINT = ' \\\n  ';
const REDACTED = '[redacted]';
// Headers that curl sets itself, or that would contradict the body it sends.
const LEFT_OUT = new Set(['host', 'content-length', 'connection', 'transfer-encoding', 'accept-encoding', 'expect']);

// Beside control characters, which a terminal obeys, those that hide or turn around what is written. A line feed is plain to see.
const INVISIBLE = /[\0-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;
const EACH_INVISIBLE = new RegExp(INVISIBLE.source, 'g');

/** Quotes a text as one word of a shell; where it has characters that nobody sees, with escapes in their place, as bash and zsh read them. */
export function shellQuoted(text: string): string {
  if (/^[\w./:=@%+,-]+$/.test(text)) return text;
  if (!INVISIBLE.test(text)) return `'${text.replaceAll("'", `'\\''`)}'`;
  const escaped = text.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n');
  return `$'${escaped.replace(EACH_INVISIBLE, (one) => [...new TextEncoder().encode(one)].map(octal).join(''))}'`;
}

// Three digits always: what follows can't be taken for more of it.
function octal(byte: number): string {
  return `\\${byte.toString(8).padStart(3, '0')}`;
}

/**
 * The curl command that repeats a delivery's request. Redacted values and a body that was not kept become placeholders such as
 * `<authorization>`; a binary body is piped through base64. HEAD is sent without a body, because curl cannot send one.
 * @param url of the endpoint, without the query
 */
export function curlCommand(
  delivery: Pick<DeliveryDetail, 'method' | 'query' | 'headers' | 'body'>,
  url: string,
): string {
  const { method, query, headers, body } = delivery;
  const address = url + searchOf(query);
  // With -X HEAD, curl would wait for a response body that never comes.
  const isHead = method === 'HEAD';
  const parts = [`curl ${isHead ? '-I' : `-X ${shellQuoted(method ?? 'POST')}`} ${shellQuoted(address)}`];
  // Otherwise curl expands [1-1000] or {a,b} in a path into many requests.
  if (/[[\]{}]/.test(address)) parts.push('--globoff');
  for (const [name, value] of Object.entries(headers)) {
    if (LEFT_OUT.has(name)) continue;
    // "Name:" would remove a header; "Name;" sends it empty.
    const header = value === '' ? `${name};` : `${name}: ${value === REDACTED ? `<${name}>` : value}`;
    parts.push(`-H ${shellQuoted(header)}`);
  }
  if (isHead || (!body.content && (body.kept || !body.size))) return parts.join(JOINT);
  // By default curl labels a body as a form.
  if (!('content-type' in headers)) parts.push("-H 'Content-Type:'");
  if (!body.content) return [...parts, `--data-binary ${shellQuoted('<body>')}`].join(JOINT);
  const text = textOf(bytesOf(body.content));
  // --data-raw, because curl reads a leading @ as a file name. A shell word cannot hold a null byte.
  if (text !== undefined && !text.includes('\0')) return [...parts, `--data-raw ${shellQuoted(text)}`].join(JOINT);
  return `printf %s ${shellQuoted(body.content)} | base64 -d | ${[...parts, '--data-binary @-'].join(JOINT)}`;
}

function searchOf(query: Record<string, unknown>): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    [value].flat().map((one) => {
      const text = typeof one === 'object' ? JSON.stringify(one) : String(one);
      return `${encodeURIComponent(name)}=${text === REDACTED ? `<${name}>` : encodeURIComponent(text)}`;
    }),
  );
  return pairs.length ? `?${pairs.join('&')}` : '';
}
