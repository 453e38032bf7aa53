import type { ClientAddress } from './client-address';
import { isInside, type Network, NETWORK_NAMES, parseAddress, parseNetwork, PRIVATE_NETWORKS } from './network';

/** Documentation address (RFC 5737): it is believed only when a trusted peer forwards it. */
const PROBE = '192.0.2.1';
const LOOPBACK = (NETWORK_NAMES.get('loopback') ?? [])
  .map(parseNetwork)
  .filter((network): network is Network => typeof network !== 'string');

/** Why no refused attempts are counted for an address: it is this machine or a proxy of ours, or it stands for everybody behind it. */
export type Exemption = 'ours' | 'unnamed proxy';

/**
 * Tells which addresses are never limited for refused attempts.
 * @param address of the sender as it was found
 * @param forwarded whether the request came with X-Forwarded-For. An address of a private network that it was found behind is a proxy that
 * WEBHOOK_TRUSTED_PROXIES does not name: everybody comes from there
 * @returns undefined for an address that is counted
 */
export function exemptionOf(
  address: string | undefined,
  forwarded: boolean,
  clientAddress: ClientAddress,
): Exemption | undefined {
  const parsed = address === undefined ? undefined : parseAddress(address);
  if (!parsed) return 'unnamed proxy';
  if (isInside(parsed, LOOPBACK) || clientAddress(address, [PROBE]) === PROBE) return 'ours';
  return forwarded && isInside(parsed, PRIVATE_NETWORKS) ? 'unnamed proxy' : undefined;
}
