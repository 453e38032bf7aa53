import { bytesOf, textOf } from './bodyText';
import type { DeliveryDetail } from './types';

const REDACTED = '[redacted]';
// What curl makes itself, or what would break a request whose body is another.
const LEFT_OUT = new Set(['host', 'content-length', 'connection', 'transfer-encoding', 'accept-encoding', 'expect']);

/** A text as one word of a POSIX shell, whatever is in it. */
export function shellQuoted(text: string): string {
  return /^[\w./:=@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * The command that sends a delivery again from a shell. What was redacted is a placeholder such as `<authorization>`; a body that is no
 * text goes through base64; one that was not kept is a placeholder too.
 * @param url of the endpoint, without the query
 */
export function curlCommand(
  delivery: Pick<DeliveryDetail, 'method' | 'query' | 'headers' | 'body'>,
  url: string,
): string {
  const { method, query, headers, body } = delivery;
  const parts = [`curl -X ${shellQuoted(method ?? 'POST')} ${shellQuoted(url + searchOf(query))}`];
  for (const [name, value] of Object.entries(headers)) {
    if (LEFT_OUT.has(name)) continue;
    parts.push(`-H ${shellQuoted(`${name}: ${value === REDACTED ? `<${name}>` : value}`)}`);
  }
  if (!body.kept && body.size) parts.push(`--data-binary ${shellQuoted('<body>')}`);
  if (!body.content) return parts.join(' \\\n  ');
  const text = textOf(bytesOf(body.content));
  // curl takes a leading @ for the name of a file, and a shell's word can't hold a zero byte.
  if (text !== undefined && !text.includes('\0')) return [...parts, `--data-raw ${shellQuoted(text)}`].join(' \\\n  ');
  return `printf %s ${shellQuoted(body.content)} | base64 -d | ${[...parts, '--data-binary @-'].join(' \\\n  ')}`;
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
