import ipaddr from 'ipaddr.js';
import { parseAddress } from '../../common/network';

const IPV6_PREFIX = 64;

/**
 * Returns the group by which an address is counted: an IPv4 address by itself, an IPv6 address with its /64, which belongs to one customer.
 * @returns undefined for anything that is not an address
 */
export function addressGroup(text: string | undefined): string | undefined {
  const address = text === undefined ? undefined : parseAddress(text);
  if (!address) return undefined;
  if (address.kind() === 'ipv4') return address.toString();
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${address.toString()}/${IPV6_PREFIX}`).toString()}/${IPV6_PREFIX}`;
}
