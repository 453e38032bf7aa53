import ipaddr from 'ipaddr.js';
import { parseAddress } from '../../common/network';

const IPV6_PREFIX = 64;

/**
 * What addresses are counted by: an IPv4 address alone, an IPv6 address with all others of its /64, which one customer has for himself.
 * @returns undefined for what is no address
 */
export function addressGroup(text: string | undefined): string | undefined {
  const address = text === undefined ? undefined : parseAddress(text);
  if (!address) return undefined;
  if (address.kind() === 'ipv4') return address.toString();
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${address.toString()}/${IPV6_PREFIX}`).toString()}/${IPV6_PREFIX}`;
}
