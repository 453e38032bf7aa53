import { type ClientAddress, compileTrustedProxies } from './client-address';
import { isInside, parseAddress, PRIVATE_NETWORKS } from './network';

/** Documentation address (RFC 5737): it is believed only when a trusted peer forwards it. */
const PROBE = '192.0.2.1';

/**
 * Makes what finds the source address of a setting that may be wrong.
 *
 * While WEBHOOK_TRUSTED_PROXIES can't be read, nobody knows which peers are proxies. What comes with X-Forwarded-For then has no source
 * address: that of the peer could be a proxy's, and an allowlist that names it would let everybody in.
 *
 * @param text the setting as it is
 * @param log hears at once of a setting that can't be read, and later, once, of a proxy that it does not name
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
    // Without the header the peer itself is the source, whoever is trusted.
    const direct = compileTrustedProxies(undefined);
    return (socketAddress, xForwardedFor) => (xForwardedFor.length ? undefined : direct(socketAddress, []));
  }
}

/**
 * Finds addresses as before, and notices a proxy that WEBHOOK_TRUSTED_PROXIES does not name: a peer of the private network that sends
 * X-Forwarded-For and is not believed. Behind it every call seems to come from the proxy.
 *
 * @param warn hears of the first one only, as an inner client may write the header as well
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
