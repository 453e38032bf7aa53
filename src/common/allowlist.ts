import { type Network, isInside, parseAddress, parseNetwork } from './network';

/**
 * Compiles an endpoint's allowlist of addresses and CIDR ranges.
 * Only an empty list allows every source. An invalid line allows no address; neither does a list allow an address that is
 * unknown or cannot be read.
 *
 * @param lines as configured; check them with {@link allowlistErrors} when saving
 * @returns tells whether a source address is allowed
 */
export function compileAllowlist(lines: readonly string[]): (address: string | undefined) => boolean {
  if (lines.length === 0) {
    return () => true;
  }
  const networks = lines.map(parseNetwork).filter((network): network is Network => typeof network !== 'string');
  return (address) => {
    const parsed = address === undefined ? undefined : parseAddress(address);
    return parsed !== undefined && isInside(parsed, networks);
  };
}

/**
 * Checks the lines of an allowlist.
 *
 * @returns the invalid lines, by index, each with an error of {@link NETWORK_ERRORS}
 */
export function allowlistErrors(lines: readonly string[]): { index: number; message: string }[] {
  return lines.flatMap((line, index) => {
    const network = parseNetwork(line);
    return typeof network === 'string' ? [{ index, message: network }] : [];
  });
}
