import type { IncomingMessage } from 'node:http';
import type { BodyLease, BodyMemory } from './BodyMemory';
import { ByteCollector } from './ByteCollector';
import { contentEncodings, decodeBody } from './decode-body';
import { reject, type Rejection } from '../model/rejection';
import type { ReceivedBody } from '../model/request';

const RATE_CHECK_EVERY = 1_000;
const RATE_GRACE = 5_000;

/** Limits of one read. */
export interface BodyLimits {
  /** bytes, before decompression and after */
  maxBodySize: number;
  /** milliseconds for the whole body */
  bodyTimeout: number;
  /** bytes a second that a sender has to keep up on average after the first five seconds; 0: none */
  minBodyRate: number;
  memory: BodyMemory;
}

/**
 * Reads the body once, into one buffer of its exact bytes, and takes its content encodings off.
 * @param lease counts its bytes; the caller gives them back when the body is no longer needed
 * @returns the bytes; or 413 past the limit (declared, real or decompressed), 408 when the sender is too slow or gone, 415 for an
 * unknown content encoding, 503 when there is no memory for it, 400 for broken compression. Where the rest stays unread, the connection
 * has to be closed.
 */
export async function readBody(
  request: IncomingMessage,
  limits: BodyLimits,
  lease: BodyLease,
): Promise<ReceivedBody | Rejection> {
  const encodings = contentEncodings(request.headers['content-encoding']);
  if (!encodings) return reject('unsupported_media_type', 'content encoding', { close: true });
  const declared = Number(request.headers['content-length'] ?? 0);
  if (declared > limits.maxBodySize) return tooLarge();
  if (!limits.memory.hasRoom(declared)) return noMemory();

  // Nothing more would be heard of a connection that has broken already.
  if (request.destroyed) return tooSlow('the sender went away');
  const received = await collect(request, limits, new ByteCollector(lease, declared || limits.maxBodySize));
  if (!Buffer.isBuffer(received)) {
    request.pause();
    return received;
  }
  if (!encodings.length || !received.length) return { received, decoded: received };
  // One step holds its input and its output, so this is the most that decompression can take.
  if (!lease.take(2 * limits.maxBodySize)) return { ...noMemory(), close: false };
  const decoded = await decodeBody(received, encodings, limits.maxBodySize);
  return Buffer.isBuffer(decoded) ? { received, decoded } : decoded;
}

function collect(
  request: IncomingMessage,
  { maxBodySize, bodyTimeout, minBodyRate }: BodyLimits,
  collector: ByteCollector,
): Promise<Buffer | Rejection> {
  return new Promise((resolve) => {
    let size = 0;
    let elapsed = 0;
    const listeners: [string, (value: Buffer) => void][] = [
      ['data', (chunk) => add(chunk)],
      ['end', () => end(collector.bytes())],
      ['aborted', () => end(tooSlow('the sender went away'))],
      ['error', () => end(tooSlow('the sender went away'))],
      ['close', () => end(tooSlow('the sender went away'))],
    ];
    const late = setTimeout(() => end(tooSlow(`body not complete after ${bodyTimeout} ms`)), bodyTimeout);
    const pace = setInterval(() => {
      elapsed += RATE_CHECK_EVERY;
      if (elapsed >= RATE_GRACE && size < (elapsed / 1_000) * minBodyRate) end(tooSlow('body too slow'));
    }, RATE_CHECK_EVERY);

    function add(chunk: Buffer): void {
      size += chunk.length;
      if (size > maxBodySize) end(tooLarge());
      else if (!collector.add(chunk)) end(noMemory());
    }
    function end(result: Buffer | Rejection): void {
      clearTimeout(late);
      clearInterval(pace);
      for (const [event, listener] of listeners) request.off(event, listener);
      // Without a listener a connection that breaks later would be an exception.
      request.on('error', () => undefined);
      resolve(result);
    }
    for (const [event, listener] of listeners) request.on(event, listener);
  });
}

function tooLarge(): Rejection {
  return reject('body_too_large', 'over the size limit', { close: true });
}

function tooSlow(reason: string): Rejection {
  return reject('body_timeout', reason, { close: true });
}

function noMemory(): Rejection {
  return reject('unavailable', 'no memory for more bodies', {
    headers: [{ name: 'Retry-After', value: '5' }],
    close: true,
  });
}
