import type { ClientAddress } from './client-address';
import { isInside, parseAddress } from '../../common/network';
import { PRIVATE_NETWORKS } from './private-networks';

/** Documentation address (RFC 5737): it is believed only when a trusted peer forwards it. */
const PROBE = '192.0.2.1';

/**
 * Finds addresses as before, and notices a proxy that WEBHOOK_TRUSTED_PROXIES does not name: a peer of the private network that sends
 * X-Forwarded-For and is not believed. Behind it every call seems to come from the proxy.
 *
 * @param warn hears of the first one only, as an inner client may write the header as well
 */
export function warnOfUnnamedProxy(clientAddress: ClientAddress, warn: (text: string) => void): ClientAddress {
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
