import type { IncomingMessage } from 'node:http';
import getRawBody from 'raw-body';
import { reject, type Rejection } from './rejection';

/** Limits of one read: bytes, and milliseconds for the whole body. */
export interface BodyLimits {
  maxBodySize: number;
  bodyTimeout: number;
}

/**
 * Reads the body once, into one buffer of its exact bytes.
 * @returns the bytes; or 413 past the limit (declared or real), 408 when the sender is too slow or gone, 415 for a content encoding.
 * After such a refusal the rest stays unread, so the connection has to be closed.
 */
export async function readBody(request: IncomingMessage, limits: BodyLimits): Promise<Buffer | Rejection> {
  const encoding = request.headers['content-encoding']?.trim().toLowerCase();
  if (encoding && encoding !== 'identity') {
    return reject('unsupported_media_type', 'content encoding', { close: true });
  }
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Rejection>((resolve) => {
    timer = setTimeout(
      () => resolve(reject('body_timeout', `body not complete after ${limits.bodyTimeout} ms`, { close: true })),
      limits.bodyTimeout,
    );
  });
  const read = getRawBody(request, { length: request.headers['content-length'], limit: limits.maxBodySize }).catch(
    toRejection,
  );
  try {
    const result = await Promise.race([read, late]);
    if (!Buffer.isBuffer(result)) request.pause();
    return result;
  } finally {
    clearTimeout(timer);
  }
}

function toRejection(error: { type?: string }): Rejection {
  if (error.type === 'entity.too.large') return reject('body_too_large', 'over the size limit', { close: true });
  // What is left is a sender that went away, or that sent fewer bytes than it declared.
  return reject('body_timeout', error.type ?? 'body not complete', { close: true });
}
