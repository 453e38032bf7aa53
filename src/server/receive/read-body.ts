import type { IncomingMessage } from 'node:http';
import getRawBody from 'raw-body';
import { reject, type Rejection } from '../model/rejection';
import type { ReceivedBody } from '../model/request';
import type { BodyLease, BodyMemory } from './BodyMemory';
import { BodyMeter, BodyRefused, noMemory, senderGone, type BodyPace } from './BodyMeter';
import { ByteBlocks } from './ByteBlocks';
import { contentEncodings, decodeBody } from './decode-body';

/** Limits of one read. */
export interface BodyLimits extends BodyPace {
  /** bytes, before decompression and after */
  maxBodySize: number;
  memory: BodyMemory;
}

/**
 * Reads the body once, into one buffer of its exact bytes, and takes its content encodings off.
 * @param lease counts its bytes; the caller gives them back when the body is no longer needed
 * @param source whose share of the memory it is of
 * @returns the bytes; or 413 past the limit (declared, real or decompressed), 408 when the sender is too slow or gone, 415 for an
 * unknown content encoding, 503 when there is no memory for it, 400 for broken compression. Where the rest stays unread, the connection
 * has to be closed.
 */
export async function readBody(
  request: IncomingMessage,
  limits: BodyLimits,
  lease: BodyLease,
  source?: string,
): Promise<ReceivedBody | Rejection> {
  const encodings = contentEncodings(request.headers['content-encoding']);
  if (!encodings) return reject('unsupported_media_type', 'content encoding', { close: true });
  const declared = Number(request.headers['content-length'] ?? 0);
  if (declared > limits.maxBodySize) return tooLarge();
  if (!limits.memory.hasRoom(declared, source)) return noMemory();

  // A destroyed request emits no further events.
  if (request.destroyed) return senderGone();
  const received = await readBytes(request, limits, new ByteBlocks(lease, declared || limits.maxBodySize));
  if (!Buffer.isBuffer(received)) return received;
  if (!encodings.length || !received.length) return { received, decoded: received };
  // One step holds its input and its output, so this is the most that decompression can take.
  if (!lease.take(2 * limits.maxBodySize)) return { ...noMemory(), close: false };
  const decoded = await decodeBody(received, encodings, limits.maxBodySize);
  return Buffer.isBuffer(decoded) ? { received, decoded } : decoded;
}

async function readBytes(
  request: IncomingMessage,
  limits: BodyLimits,
  blocks: ByteBlocks,
): Promise<Buffer | Rejection> {
  const meter = new BodyMeter(request, blocks, limits);
  try {
    return await getRawBody(meter, { length: request.headers['content-length'], limit: limits.maxBodySize });
  } catch (error) {
    request.pause();
    return rejectionOf(error);
  } finally {
    meter.destroy();
  }
}

function rejectionOf(error: unknown): Rejection {
  if (error instanceof BodyRefused) return error.rejection;
  switch ((error as Partial<getRawBody.RawBodyError>).type) {
    case 'entity.too.large':
      return tooLarge();
    case 'request.aborted':
    case 'request.size.invalid':
      return senderGone();
    default:
      throw error;
  }
}

function tooLarge(): Rejection {
  return reject('body_too_large', 'over the size limit', { close: true });
}
