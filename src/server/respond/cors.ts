import type { HttpResponse } from '../model/request';
import { TOKEN } from './header-rules';

type Header = HttpResponse['headers'][number];

/** Which pages of other origins may read an endpoint's answers: `*` alone, or origins as browsers send them. */
export interface Cors {
  origins: readonly string[];
}

const EXPOSED: Header = {
  name: 'Access-Control-Expose-Headers',
  value: 'X-Webhook-Delivery, X-Webhook-Duplicate, Retry-After',
};
const MAX_AGE: Header = { name: 'Access-Control-Max-Age', value: '600' };
const MAX_HEADERS = 50;

/** Whether a text is an origin in the form in which a browser sends it: scheme, host and port, and nothing behind them. */
export function isOrigin(text: string): boolean {
  return /^https?:\/\/[^*]+$/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}

/**
 * The headers that let a page read a response; only `Vary` when its origin is not configured. Credentials are for
 * configured origins alone, never for `*`.
 * @param origin the Origin header of the request
 */
export function corsHeaders({ origins }: Cors, origin: string | undefined): Header[] {
  if (origins.includes('*')) return [{ name: 'Access-Control-Allow-Origin', value: '*' }, EXPOSED];
  // A cache must not give one origin's answer to another.
  const vary = { name: 'Vary', value: 'Origin' };
  if (!origin || !origins.includes(origin)) return [vary];
  return [
    { name: 'Access-Control-Allow-Origin', value: origin },
    { name: 'Access-Control-Allow-Credentials', value: 'true' },
    EXPOSED,
    vary,
  ];
}

/**
 * The response to a preflight request.
 * @param methods what the endpoint's place takes
 * @param asked the Access-Control-Request-Headers of the request
 */
export function preflightResponse(
  cors: Cors,
  origin: string,
  { methods, asked }: { methods: readonly string[]; asked: string },
): HttpResponse {
  const allowed = corsHeaders(cors, origin).filter(({ name }) => name !== EXPOSED.name && name !== 'Vary');
  const headers = [
    { name: 'Allow', value: methods.join(', ') },
    { name: 'Vary', value: 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers' },
  ];
  if (!allowed.length) return { status: 204, headers };
  const names = asked
    .split(',', MAX_HEADERS)
    .map((name) => name.trim())
    .filter((name) => TOKEN.test(name));
  return {
    status: 204,
    headers: [
      ...headers,
      ...allowed,
      { name: 'Access-Control-Allow-Methods', value: methods.join(', ') },
      ...(names.length ? [{ name: 'Access-Control-Allow-Headers', value: names.join(', ') }] : []),
      MAX_AGE,
    ],
  };
}
