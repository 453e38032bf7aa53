import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';

const TIMEOUT = 5_000;
const MAX_SIZE = 64 * 1024;
const MAX_KEPT = 50;
const KEEP = 86_400_000;
// The URL is attacker-controlled until the request is verified.
const MAX_AT_ONCE = 8;

/**
 * Makes the function that fetches certificates which providers publish. The scheme that asks has checked that the address is the
 * provider's own; redirects are not followed, size and number of fetches at once are bounded, and what came is kept for a day. It rejects
 * when there is no certificate to be had now.
 * @param now milliseconds since 1970
 */
export function certificateFetcher(now: () => number): (url: string) => Promise<string> {
  const kept = new Map<string, { pem: string; until: number }>();
  const fetching = new Map<string, Promise<string>>();
  const fetchAndKeep = async (url: string) => {
    const pem = await fetchText(url);
    if (kept.size >= MAX_KEPT) kept.delete(kept.keys().next().value as string);
    kept.set(url, { pem, until: now() + KEEP });
    return pem;
  };
  return async (url) => {
    const known = kept.get(url);
    if (known && known.until > now()) return known.pem;
    const under = fetching.get(url);
    if (under) return under;
    if (fetching.size >= MAX_AT_ONCE) throw new Error('certificate: too many are being fetched');
    const fetched = fetchAndKeep(url).finally(() => fetching.delete(url));
    fetching.set(url, fetched);
    return fetched;
  };
}

async function fetchText(url: string): Promise<string> {
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT) });
  if (!response.ok || !response.body) {
    await response.body?.cancel();
    throw new Error(`certificate: status ${response.status}`);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of Readable.fromWeb(response.body as ReadableStream) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > MAX_SIZE) throw new Error('certificate: too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
