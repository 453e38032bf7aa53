import type { IncomingMessage } from 'node:http';
import type { Context, Middleware, Next } from 'koa';
import { WEBHOOKS_SEGMENT } from '../../common/constants';
import { guardMarkup, responseToRejection } from '../respond';
import { receiveCrossOrigin } from './cross-origin';
import type { BodyLease } from './BodyMemory';
import type { Steps } from './Steps';
import { readBody, type BodyLimits } from './read-body';
import { isRejection, reject, type Rejection } from '../model/rejection';
import type { HeaderMap, HttpResponse, ReceivedRequest } from '../model/request';

/** What the middleware needs beside the pipeline's own steps. */
export interface MiddlewareOptions {
  /** NocoBase's API base path, such as `/api` */
  prefix: string;
  steps: Omit<Steps, 'readBody'>;
  /** makes a delivery's id */
  newId: () => string;
  /** the sender's address: socket address and X-Forwarded-For lines, nearest proxy last */
  clientAddress: (socketAddress: string | undefined, forwardedFor: readonly string[]) => string | undefined;
  /** scheme and host that a request was sent to; undefined when they can't be believed */
  origin: (headers: HeaderMap, peer: { address: string | undefined; encrypted: boolean }) => string | undefined;
  /** by what the memory for the bodies of a sender is counted; undefined: by nothing */
  bodySource: (request: ReceivedRequest) => string | undefined;
  /** false while the application stops */
  isOpen: () => boolean;
  /** how bodies are read; none is larger than this, whatever its endpoint says */
  bodies: BodyLimits;
  log: {
    received: () => void;
    refused: (deliveryId: string, code: string, reason: string) => void;
    failed: (deliveryId: string, error: unknown) => void;
  };
}

// Where the query, and a long path, are kept while they are out of sight of NocoBase's request log.
const QUERY = 'webhookQuery';
const PATH = 'webhookPath';
// Characters: longer than the path of any endpoint without a rest, and short enough for a log that anybody can fill.
const MAX_LOGGED_PATH = 1_024;

/**
 * Takes the query out of the URL of webhook requests before NocoBase logs it, as tokens are sent in queries, and cuts a long path. Register it
 * ahead of the request log.
 */
export function queryHider(prefix: string): Middleware {
  const base = `${basePath(prefix)}/`;
  return async function hideWebhookQuery(ctx: Context, next: Next): Promise<void> {
    if (ctx.path.startsWith(base)) {
      ctx.state[QUERY] = ctx.querystring;
      ctx.querystring = '';
      if (ctx.path.length > MAX_LOGGED_PATH) {
        ctx.state[PATH] = ctx.path;
        ctx.path = `${ctx.path.slice(0, MAX_LOGGED_PATH)}…`;
      }
    }
    await next();
  };
}

/** The only file that knows Koa: turns a request below the webhooks segment into a ReceivedRequest, and its outcome into a response. */
export function webhookMiddleware(options: MiddlewareOptions): Middleware {
  const base = basePath(options.prefix);
  return async function receiveWebhook(ctx: Context, next: Next): Promise<void> {
    if (!ctx.path.startsWith(`${base}/`)) {
      await next();
      return;
    }
    const id = options.newId();
    const path = (ctx.state[PATH] as string | undefined) ?? ctx.path;
    send(ctx, id, await outcome(ctx, id, path.slice(base.length), options));
  };
}

async function outcome(
  ctx: Context,
  id: string,
  endpointPath: string,
  options: MiddlewareOptions,
): Promise<HttpResponse> {
  const { steps, isOpen, bodies, log } = options;
  let lease: BodyLease | undefined;
  const fault = (error: unknown) => {
    log.failed(id, error);
    return reject('unavailable', 'fault', { close: true });
  };
  let result: HttpResponse | Rejection;
  log.received();
  try {
    const request = toRequest(ctx, id, endpointPath, options);
    const source = options.bodySource(request);
    const ownLease = (lease = bodies.memory.lease(source));
    const readBodyOf: Steps['readBody'] = (maxBodySize) =>
      readBody(ctx.req, { ...bodies, maxBodySize: Math.min(maxBodySize, bodies.maxBodySize) }, ownLease, source);
    result = isOpen() ? await receiveCrossOrigin(request, { ...steps, readBody: readBodyOf }, fault) : closed();
  } catch (error) {
    result = fault(error);
  } finally {
    // Not when the response closes: that of a request that was pipelined on a broken connection never does.
    lease?.release();
  }
  if (!isRejection(result)) return guardMarkup(result);
  log.refused(id, result.rejected, result.reason);
  return guardMarkup(responseToRejection(result));
}

function closed(): Rejection {
  return reject('unavailable', 'shutting down', { retry: 'recovering', close: true });
}

function isUnread({ headers, readableEnded }: IncomingMessage): boolean {
  return !readableEnded && ('transfer-encoding' in headers || Number(headers['content-length'] ?? 0) > 0);
}

function toRequest(ctx: Context, id: string, endpointPath: string, options: MiddlewareOptions) {
  const headers = distinctHeaders(ctx.req);
  const search = (ctx.state[QUERY] as string | undefined) ?? ctx.querystring;
  const path = originalPath(ctx);
  const { socket } = ctx.req;
  const encrypted = 'encrypted' in socket && Boolean(socket.encrypted);
  const origin = options.origin(headers, { address: socket.remoteAddress, encrypted });
  return {
    id,
    method: ctx.method,
    url: origin && `${origin}${path}${search && `?${search}`}`,
    path,
    endpointPath,
    search,
    headers,
    address: options.clientAddress(socket.remoteAddress, headers.get('x-forwarded-for') ?? []),
    receivedAt: Date.now(),
  };
}

function basePath(prefix: string): string {
  return `${prefix.replace(/\/$/, '')}/${WEBHOOKS_SEGMENT}`;
}

// The path as the sender called it: that of a sub-application has been rewritten. A request target may be a whole URL, whose host is just as
// unsigned as the header (RFC 9112, 3.2.2).
function originalPath({ originalUrl }: Context): string {
  return originalUrl.split('?', 1)[0].replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '');
}

function distinctHeaders({ rawHeaders }: IncomingMessage): HeaderMap {
  const headers = new Map<string, string[]>();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index].toLowerCase();
    const values = headers.get(name);
    if (values) values.push(rawHeaders[index + 1]);
    else headers.set(name, [rawHeaders[index + 1]]);
  }
  return headers;
}

function send(ctx: Context, id: string, response: HttpResponse): void {
  ctx.status = response.status;
  // Koa answers 204 to an absent body, so an empty one is said aloud.
  ctx.body = response.body ?? '';
  ctx.remove('Content-Type');
  for (const { name, value } of response.headers) ctx.append(name, value);
  // What is left of a body is never read, so the connection can't be used again.
  if (isUnread(ctx.req)) ctx.set('Connection', 'close');
  ctx.set('X-Webhook-Delivery', id);
}
