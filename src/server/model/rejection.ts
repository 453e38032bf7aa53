import type { HttpResponse } from './request';

/**
 * The closed catalogue of refusals: public code → status, public text, and seconds for `Retry-After`, where a later try may succeed. Nothing
 * else is ever said to a sender.
 */
export const REJECTIONS = {
  endpoint_not_found: { status: 404, message: 'There is no such endpoint' },
  method_not_allowed: { status: 405, message: 'The endpoint does not take this method' },
  rate_limited: { status: 429, message: 'Too many requests' },
  source_not_allowed: { status: 403, message: 'The source address is not allowed' },
  body_too_large: { status: 413, message: 'The body is too large' },
  body_timeout: { status: 408, message: 'The body did not arrive in time' },
  unsupported_media_type: { status: 415, message: 'The media type, content encoding or charset is not supported' },
  unauthenticated: { status: 401, message: 'The request could not be verified' },
  malformed_body: { status: 400, message: 'The body could not be parsed' },
  unavailable: { status: 503, message: 'The endpoint is not available now', retryAfter: 60 },
  timeout: { status: 504, message: 'The workflow did not finish in time' },
  in_progress: { status: 409, message: 'The same delivery is being worked on', retryAfter: 5 },
  conflict: { status: 409, message: 'Another delivery with the same id has other content' },
  workflow_failed: { status: 500, message: 'The workflow failed' },
} as const;

/** Seconds until a try may succeed, where that is sooner than the catalogue says. */
export const RETRY_AFTER = {
  /** a slot, or memory, becomes free */
  busy: 5,
  /** a restart, or an outage of the database, is over */
  recovering: 10,
  /** the storage of files is back */
  storage: 30,
} as const;

/** A public code of the catalogue. */
export type RejectionCode = keyof typeof REJECTIONS;

/** An expected refusal. `reason` is for the log; it holds no secret and no part of the body. */
export interface Rejection {
  rejected: RejectionCode;
  reason: string;
  headers?: readonly { name: string; value: string }[];
  /** overrides the `Retry-After` of the catalogue: a named time, or seconds */
  retry?: keyof typeof RETRY_AFTER | number;
  /** the body was not read to its end, so the connection can't be used again */
  close?: boolean;
  /** what the endpoint is configured to answer in place of the catalogue's text */
  reply?: HttpResponse;
  /** the delivery has its row already */
  recorded?: boolean;
}

/** Makes a refusal: `code` is public, `reason` is not. */
export function reject(
  code: RejectionCode,
  reason: string,
  rest: Omit<Rejection, 'rejected' | 'reason'> = {},
): Rejection {
  return { rejected: code, reason, ...rest };
}

/** Tells a refusal from any other value. */
export function isRejection(value: unknown): value is Rejection {
  return typeof value === 'object' && value !== null && 'rejected' in value;
}

/** Seconds that a sender is told to wait before it tries again; undefined where trying again does not help. */
export function retryAfter({ rejected, retry }: Rejection): number | undefined {
  if (typeof retry === 'number') return retry;
  if (retry) return RETRY_AFTER[retry];
  const entry = REJECTIONS[rejected];
  return 'retryAfter' in entry ? entry.retryAfter : undefined;
}
