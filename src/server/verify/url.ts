import type { VerifyInput } from '../model/endpoint';

const ABSOLUTE = /^https?:\/\/[^/?#\s]+([^#]*)$/i;

/** Why a scheme that signs the URL refuses a request without one: for the delivery log. */
export const NO_URL =
  'the URL that was signed is not known: set the public URL in the verification, or let the proxy pass Host and X-Forwarded-Proto on';

/**
 * The URL that the sender signed: the option `publicUrl`, or what this server saw, followed by the query exactly as sent. A
 * `publicUrl` with a query is used unchanged.
 * @returns undefined when `publicUrl` is not an http or https URL, or when it is not set and the request has no URL
 */
export function urlOf({ request, options }: VerifyInput): string | undefined {
  const configured = options.publicUrl?.trim();
  if (!configured) return request.url;
  if (!ABSOLUTE.test(configured)) return undefined;
  return request.search === '' || configured.includes('?') ? configured : `${configured}?${request.search}`;
}

/**
 * Path and query that the sender signed: of `publicUrl` if that is set, otherwise as received, independent of the Host header.
 * @returns undefined when `publicUrl` is not an http or https URL
 */
export function pathAndQueryOf(input: VerifyInput): string | undefined {
  const { request, options } = input;
  if (!options.publicUrl?.trim()) return request.search === '' ? request.path : `${request.path}?${request.search}`;
  const url = urlOf(input);
  if (url === undefined) return undefined;
  const rest = ABSOLUTE.exec(url)?.[1] ?? '';
  return rest.startsWith('/') ? rest : `/${rest}`;
}

/** The path of {@link pathAndQueryOf} without the query: the one that the sender used, even behind proxies that rewrite it. */
export function pathOf(input: VerifyInput): string | undefined {
  return pathAndQueryOf(input)?.split('?', 1)[0];
}
