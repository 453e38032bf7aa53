import { type Network, isInside, parseAddress, parseNetwork } from './network';

/**
 * Compiles the addresses and CIDR ranges that may send to an endpoint, once.
 * Only an empty list lets every source in. A line that cannot be read matches no address; an address that is unknown or cannot be read
 * matches no line.
 *
 * @param lines as configured; check them with {@link allowlistErrors} when saving
 * @returns tells whether a source address may send
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
