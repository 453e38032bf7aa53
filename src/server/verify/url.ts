import type { VerifyInput } from '../receive/types';

/**
 * The URL that the sender signed: the option `publicUrl`, or what this server saw, followed by the query exactly as sent. A
 * `publicUrl` that has a query of its own is taken as it is.
 */
export function urlOf({ request, options }: VerifyInput): string {
  const configured = options.publicUrl?.trim();
  const base = configured || request.url.split('?', 1)[0];
  return request.search === '' || base.includes('?') ? base : `${base}?${request.search}`;
}

/** Scheme and host taken off {@link urlOf}: path and query; empty when it is no absolute URL. */
export function pathAndQueryOf(input: VerifyInput): string {
  const match = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*([^#]*)/i.exec(urlOf(input));
  const rest = match?.[1] ?? '';
  return rest.startsWith('/') ? rest : `/${rest}`;
}

/** The path of {@link urlOf}, without the query: what the sender called, also behind proxies that rewrite it. */
export function pathOf(input: VerifyInput): string {
  return pathAndQueryOf(input).split('?', 1)[0];
}
