import { type ClientAddress, compileTrustedProxies } from './client-address';
import { isInside, parseAddress, PRIVATE_NETWORKS } from '../../common/network';

/** TEST-NET-1 (RFC 5737), never a real sender: it comes out only when the peer that forwards it is trusted. */
const PROBE = '192.0.2.1';

/**
 * Compiles WEBHOOK_TRUSTED_PROXIES, which may be invalid.
 *
 * While it is invalid, any peer may be a proxy. A request with X-Forwarded-For then has no source address: the peer's could be that of a
 * proxy, and an allowlist that names it would let every sender in.
 *
 * @param text the raw setting
 * @param log is told at once of an invalid setting, and later, once, of a proxy that it does not name
 */
export function readTrustedProxies(
  text: string | undefined,
  log: { error: (text: string) => void; warn: (text: string) => void },
): ClientAddress {
  try {
    return warnOfUnnamedProxy(compileTrustedProxies(text), log.warn);
  } catch (error) {
    log.error(
      `${(error as Error).message}; until this is mended no proxy is trusted, and calls with X-Forwarded-For have no source address, which every allowlist refuses`,
    );
    // Without the header the peer itself is the source, whatever is trusted.
    const direct = compileTrustedProxies(undefined);
    return (socketAddress, xForwardedFor) => (xForwardedFor.length ? undefined : direct(socketAddress, []));
  }
}

/**
 * Returns the same addresses, and warns of a proxy that WEBHOOK_TRUSTED_PROXIES does not name: a peer in a private network that sends
 * X-Forwarded-For and is not trusted. Every request behind it seems to come from the proxy.
 *
 * @param warn is told of the first one only, as a client of the private network may write the header as well
 */
function warnOfUnnamedProxy(clientAddress: ClientAddress, warn: (text: string) => void): ClientAddress {
  let isSaid = false;
  return (socketAddress, xForwardedFor) => {
    if (!isSaid && xForwardedFor.length && socketAddress !== undefined) {
      const peer = parseAddress(socketAddress);
      if (peer && isInside(peer, PRIVATE_NETWORKS) && clientAddress(socketAddress, [PROBE]) !== PROBE) {
        isSaid = true;
        warn(
          `${peer.toString()} sends X-Forwarded-For and is no trusted proxy, so it counts as the source of its calls, in allowlists too. If it is your proxy, add it to WEBHOOK_TRUSTED_PROXIES, such as "loopback, ${peer.toString()}"`,
        );
      }
    }
    return clientAddress(socketAddress, xForwardedFor);
  };
}
