import type { HeaderMap } from '../model/request';

// A name or an IPv4 address, or an IPv6 address in brackets, with an optional port. None of it can hold a path, a query or a user.
const HOST = /^(?:[A-Za-z0-9](?:[A-Za-z0-9._-]{0,252}[A-Za-z0-9.])?|\[[0-9A-Fa-f:.]{2,45}\])(?::(\d{1,5}))?$/;
const MAX_PORT = 65_535;

/** The parts of a request that say how it was addressed. */
export interface AddressedRequest {
  headers: HeaderMap;
  /** the connection itself is encrypted */
  encrypted: boolean;
  /** the peer is one of our proxies: the first values of X-Forwarded-Proto and X-Forwarded-Host count */
  trusted: boolean;
}

/**
 * Returns the scheme and host that a request was sent to, such as `https://noco.example.com:8443`. Both are unsigned, and become part of
 * the URL that signatures may cover, so only the plain forms count: `http` or `https`, and `host` or `host:port`.
 * @returns undefined for anything else, or when Host was sent twice: the request has no URL then
 */
export function requestOrigin({ headers, encrypted, trusted }: AddressedRequest): string | undefined {
  const forwarded = (name: string) => {
    const values = trusted ? headers.get(name) : undefined;
    return values?.join(',').split(',', 1)[0].trim();
  };
  const scheme = (forwarded('x-forwarded-proto') || (encrypted ? 'https' : 'http')).toLowerCase();
  const hosts = headers.get('host') ?? [];
  const host = forwarded('x-forwarded-host') || (hosts.length === 1 ? hosts[0].trim() : '');
  return (scheme === 'http' || scheme === 'https') && isHost(host) ? `${scheme}://${host}` : undefined;
}

function isHost(text: string): boolean {
  const match = HOST.exec(text);
  if (!match) return false;
  const [, written] = match as (string | undefined)[];
  const port = written === undefined ? 1 : Number(written);
  return port >= 1 && port <= MAX_PORT;
}
