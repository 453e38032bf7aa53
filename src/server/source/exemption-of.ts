import type { ClientAddress } from './client-address';
import {
  isInside,
  type Network,
  NETWORK_NAMES,
  parseAddress,
  parseNetwork,
  PRIVATE_NETWORKS,
} from '../../common/network';

/** TEST-NET-1 (RFC 5737), never a real sender: it comes out only when the peer that forwards it is trusted. */
const PROBE = '192.0.2.1';
const LOOPBACK = (NETWORK_NAMES.get('loopback') ?? [])
  .map(parseNetwork)
  .filter((network): network is Network => typeof network !== 'string');

/** Why refused attempts of an address are not counted: it is this machine or one of our proxies, or it stands for every sender behind it. */
export type Exemption = 'ours' | 'unnamed proxy';

/**
 * Tells which addresses are never limited for refused attempts.
 * @param address of the sender, as determined
 * @param forwarded whether the request has X-Forwarded-For. If it does, an address of a private network is a proxy that
 * WEBHOOK_TRUSTED_PROXIES does not name, and every sender comes from there
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
