import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';

const TIMEOUT = 5_000;
const MAX_SIZE = 64 * 1024;
const MAX_KEPT = 50;
const KEEP = 86_400_000;

/**
 * Makes the function that fetches certificates which providers publish. The scheme that asks has checked that the address is the
 * provider's own; redirects are not followed, the size is bounded, and what came is kept for a day.
 * @param now milliseconds since 1970
 */
export function certificateFetcher(now: () => number): (url: string) => Promise<string> {
  const kept = new Map<string, { pem: string; until: number }>();
  return async (url) => {
    const known = kept.get(url);
    if (known && known.until > now()) return known.pem;
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT) });
    if (!response.ok || !response.body) throw new Error(`certificate: status ${response.status}`);
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of Readable.fromWeb(response.body as ReadableStream) as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > MAX_SIZE) throw new Error('certificate: too large');
      chunks.push(chunk);
    }
    const pem = Buffer.concat(chunks).toString('utf8');
    if (kept.size >= MAX_KEPT) kept.delete(kept.keys().next().value as string);
    kept.set(url, { pem, until: now() + KEEP });
    return pem;
  };
}
