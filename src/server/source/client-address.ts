import { type Address, isInside, type Network, NETWORK_NAMES, parseAddress, parseNetwork } from '../../common/network';

/** More proxies in a row than anyone has; hops beyond are not believed. */
const MAX_HOPS = 32;

/**
 * Determines the source address of a request from the peer address of the socket and the values of X-Forwarded-For, one for each header
 * line in the order of arrival. Undefined when the socket itself has no address.
 */
export type ClientAddress = (socketAddress: string | undefined, xForwardedFor: readonly string[]) => string | undefined;

/**
 * Compiles the setting WEBHOOK_TRUSTED_PROXIES, once.
 *
 * The returned function walks from the socket outward through X-Forwarded-For, right to left, and stops at the first hop that is
 * not a trusted proxy: that is the source. An entry that cannot be read (also an empty one: a proxy that could not name its
 * peer) ends the walk as well; the source is then the hop that wrote it, as nothing further out is proven. `Forwarded`
 * (RFC 7239) and `X-Real-IP` are ignored. See ADR 4.
 *
 * @param text addresses, CIDR ranges and the names loopback, linklocal, uniquelocal, separated by commas or white space;
 *   undefined or blank means loopback
 * @throws Error that names the first entry that cannot be read or trusts every sender (`/0`)
 */
export function compileTrustedProxies(text: string | undefined): ClientAddress {
  const trusted = parseTrusted(text?.trim() ? text : 'loopback');

  return (socketAddress, xForwardedFor) => {
    let hop = socketAddress === undefined ? undefined : parseAddress(socketAddress);
    if (!hop) {
      return undefined;
    }
    let count = 0;
    for (const entry of fromRight(xForwardedFor)) {
      const next: Address | undefined = isInside(hop, trusted) && count < MAX_HOPS ? parseHop(entry) : undefined;
      if (!next) {
        break;
      }
      hop = next;
      count += 1;
    }
    return hop.toString();
  };
}

function parseTrusted(text: string): Network[] {
  return text
    .split(/[\s,]+/)
    .filter(Boolean)
    .flatMap((entry) =>
      (NETWORK_NAMES.get(entry.toLowerCase()) ?? [entry]).map((written) => {
        const network = parseNetwork(written);
        if (typeof network === 'string') {
          throw new Error(`WEBHOOK_TRUSTED_PROXIES: "${entry}" ${network}`);
        }
        if (network[1] === 0) {
          throw new Error(`WEBHOOK_TRUSTED_PROXIES: "${entry}" would trust every sender`);
        }
        return network;
      }),
    );
}

/** The entries of all lines, last one first, split lazily: a long header costs no more than the hops that are believed. */
function* fromRight(lines: readonly string[]): Generator<string> {
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    const line = lines[index];
    let end = line.length;
    while (end >= 0) {
      const comma = end === 0 ? -1 : line.lastIndexOf(',', end - 1);
      yield line.slice(comma + 1, end);
      end = comma;
    }
  }
}

/** An address as proxies write it: bare, `v4:port`, `[v6]` or `[v6]:port`. */
function parseHop(entry: string): Address | undefined {
  const text = entry.trim();
  const bracketed = /^\[([^[\]]+)\](?::\d{1,5})?$/.exec(text);
  if (bracketed) {
    return bracketed[1].includes(':') ? parseAddress(bracketed[1]) : undefined;
  }
  return parseAddress(/^([\d.]+):\d{1,5}$/.exec(text)?.[1] ?? text);
}
