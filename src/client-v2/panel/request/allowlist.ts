import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Network = readonly [base: Address, prefix: number];

/** The lines of a text that are not blank, trimmed. */
export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

/** Four decimal numbers without leading zeros, or IPv6 without a zone. IPv4 in IPv6 becomes IPv4. */
function addressOf(text: string): Address | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text);
  return ipaddr.IPv6.isValid(text) && !text.includes('%') ? ipaddr.process(text) : undefined;
}

function networkOf(line: string): Network | undefined {
  const [written, ...prefixes] = line.split('/');
  const prefix = prefixes.at(0);
  const base = addressOf(written);
  if (!base || prefixes.length > 1 || (prefix !== undefined && !/^(0|[1-9]\d{0,2})$/.test(prefix))) return undefined;
  const longest = written.includes(':') ? 128 : 32;
  const length = prefix === undefined ? longest : Number(prefix);
  if (length > longest) return undefined;
  if (longest === 32 || base.kind() === 'ipv6') return [base, length];
  return length >= 96 ? [base, length - 96] : [ipaddr.IPv6.parse(written), length];
}

/** The 1-based numbers of the lines that are neither an address nor a CIDR range. */
export function badLines(lines: readonly string[]): number[] {
  return lines.flatMap((line, index) => (networkOf(line) ? [] : [index + 1]));
}

/**
 * Whether a source address may call, or undefined when the text is not an address. An empty list lets every source in;
 * a line that cannot be read lets nobody in. The server decides the same on its own.
 */
export function isAllowed(lines: readonly string[], text: string): boolean | undefined {
  // As on the server, a zone id says nothing about an address that calls.
  const address = addressOf(text.trim().replace(/^([^%]*:[^%]*)%[^%]*$/, '$1'));
  if (!address) return undefined;
  if (!lines.length) return true;
  return lines.some((line) => {
    const network = networkOf(line);
    return network?.[0].kind() === address.kind() && address.match(network[0], network[1]);
  });
}
