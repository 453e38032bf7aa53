import type { DeliveryDetail } from '../../common/api/deliveries';
import { bytesOf, textOf } from './bodyText';

const JOINT = ' \\\n  ';
const REDACTED = '[redacted]';
// What curl makes itself, or what would break a request whose body is another.
const LEFT_OUT = new Set(['host', 'content-length', 'connection', 'transfer-encoding', 'accept-encoding', 'expect']);

/** A text as one word of a POSIX shell, whatever is in it. */
export function shellQuoted(text: string): string {
  return /^[\w./:=@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * The command that sends a delivery again from a shell. What was redacted is a placeholder such as `<authorization>`; a body that is no
 * text goes through base64; one that was not kept is a placeholder too. A HEAD goes without its body, as curl can't send one.
 * @param url of the endpoint, without the query
 */
export function curlCommand(
  delivery: Pick<DeliveryDetail, 'method' | 'query' | 'headers' | 'body'>,
  url: string,
): string {
  const { method, query, headers, body } = delivery;
  const address = url + searchOf(query);
  // With -X HEAD curl would wait for a body that never comes.
  const isHead = method === 'HEAD';
  const parts = [`curl ${isHead ? '-I' : `-X ${shellQuoted(method ?? 'POST')}`} ${shellQuoted(address)}`];
  // Otherwise [1-1000] or {a,b} in a path would become many calls.
  if (/[[\]{}]/.test(address)) parts.push('--globoff');
  for (const [name, value] of Object.entries(headers)) {
    if (LEFT_OUT.has(name)) continue;
    // A name and a colon alone would take a header of curl's away in place of sending an empty one.
    const header = value === '' ? `${name};` : `${name}: ${value === REDACTED ? `<${name}>` : value}`;
    parts.push(`-H ${shellQuoted(header)}`);
  }
  if (isHead || (!body.content && (body.kept || !body.size))) return parts.join(JOINT);
  // curl would call a body a form.
  if (headers['content-type'] === undefined) parts.push("-H 'Content-Type:'");
  if (!body.content) return [...parts, `--data-binary ${shellQuoted('<body>')}`].join(JOINT);
  const text = textOf(bytesOf(body.content));
  // curl takes a leading @ for the name of a file, and a shell's word can't hold a zero byte.
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
