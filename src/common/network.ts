import ipaddr from 'ipaddr.js';

/** A parsed address. IPv4-mapped IPv6 has become IPv4. */
export type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** A range of addresses, IPv4 or IPv6. A single address is a range of one. */
export type Network = readonly [base: Address, prefixLength: number];

/** Names of several ranges that can't be reached from the internet. */
export const NETWORK_NAMES: ReadonlyMap<string, readonly string[]> = new Map([
  ['loopback', ['127.0.0.0/8', '::1/128']],
  ['linklocal', ['169.254.0.0/16', 'fe80::/10']],
  ['uniquelocal', ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7']],
]);

/** Why a network can't be read: English, and at the same time the key of its translation. */
export const NETWORK_ERRORS = {
  empty: 'is empty',
  zone: 'must not have a zone id (the part after %)',
  address: 'is not an IPv4 or IPv6 address (four decimal numbers without leading zeros, or hexadecimal groups)',
  prefix: 'has no valid prefix length after the slash (0 to 32 for IPv4, 0 to 128 for IPv6)',
} as const;

/** Longest text that may be an IPv6 address with a zone id, in characters. */
const MAX_LENGTH = 100;
/** Groups of up to four digits, an IPv4 address as the last one, a zone id. */
const IPV6 = /^((?:[0-9a-f]{0,4}:){2,8}(?:([0-9.]*\.[0-9.]*)|[0-9a-f]{0,4}))(?:%[0-9a-z.:-]+)?$/i;
/** An IPv4-mapped IPv6 address has its IPv4 address after this many bits. */
const MAPPED_BITS = 96;

/**
 * Parses one address strictly: no octal, hexadecimal or short IPv4 forms, because programs interpret them differently.
 * A zone id is dropped and IPv4-mapped IPv6 becomes IPv4.
 *
 * @returns undefined if the text is not exactly one address
 */
export function parseAddress(text: string): Address | undefined {
  return familyOf(text) && ipaddr.process(text.replace(/%.*$/, ''));
}

/**
 * Parses an address or a CIDR range and ignores white space around it. Bits below the prefix do not matter:
 * `10.1.2.3/8` is `10.0.0.0/8`. A bare address is a range of one (/32 or /128).
 *
 * @returns the range, or one of {@link NETWORK_ERRORS}
 */
export function parseNetwork(text: string): Network | string {
  const trimmed = text.trim();
  if (!trimmed) {
    return NETWORK_ERRORS.empty;
  }
  const slash = trimmed.indexOf('/');
  const written = slash < 0 ? trimmed : trimmed.slice(0, slash);
  const base = parseAddress(written);
  if (!base) {
    return NETWORK_ERRORS.address;
  }
  if (written.includes('%')) {
    return NETWORK_ERRORS.zone;
  }
  const longest = familyOf(written) === 4 ? 32 : 128;
  const prefix = slash < 0 ? longest : parsePrefix(trimmed.slice(slash + 1), longest);
  if (prefix === undefined) {
    return NETWORK_ERRORS.prefix;
  }
  const mapped = longest === 128 && base.kind() === 'ipv4';
  if (!mapped) {
    return [base, prefix];
  }
  return prefix >= MAPPED_BITS ? [base, prefix - MAPPED_BITS] : [ipaddr.IPv6.parse(written), prefix];
}

/** The ranges of all {@link NETWORK_NAMES}. */
export const PRIVATE_NETWORKS: readonly Network[] = [...NETWORK_NAMES.values()]
  .flat()
  .map(parseNetwork)
  .filter((network): network is Network => typeof network !== 'string');

/**
 * Tells whether an address lies in any of the networks.
 *
 * @returns false for an empty list
 */
export function isInside(address: Address, networks: readonly Network[]): boolean {
  return networks.some(([base, prefix]) => base.kind() === address.kind() && address.match(base, prefix));
}

// As strict as net.isIP of Node.js, which browsers lack. ipaddr.js alone also accepts groups of five digits and octal numbers.
function familyOf(text: string): 4 | 6 | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return 4;
  const match = IPV6.exec(text);
  if (!match) return undefined;
  const [, address, tail] = match;
  if (tail && !ipaddr.IPv4.isValidFourPartDecimal(tail)) return undefined;
  return ipaddr.IPv6.isValid(address) ? 6 : undefined;
}

function parsePrefix(text: string, longest: number): number | undefined {
  if (!/^(0|[1-9]\d{0,2})$/.test(text)) {
    return undefined;
  }
  const prefix = Number(text);
  return prefix <= longest ? prefix : undefined;
}
