const PRIVATE_NAME = /^(localhost|[^.]+|.+\.(localhost|local|internal|lan|home\.arpa))$/;
const PRIVATE_IPV4 = /^(0|10|127)\.|^169\.254\.|^172\.(1[6-9]|2\d|3[01])\.|^192\.168\./;
const PRIVATE_IPV6 = /^\[(::1?|f[cd][0-9a-f]{2}:.*|fe[89ab][0-9a-f]:.*)\]$/;

/**
 * Whether a sender on the internet can hardly reach this host: this machine, a private network, a name without a dot.
 * Takes a URL's `hostname` (IPv6 in brackets).
 */
export function isPrivateHost(hostname: string): boolean {
  const host = hostname.toLowerCase();
  if (host.startsWith('[')) return PRIVATE_IPV6.test(host);
  return /^[\d.]+$/.test(host) ? PRIVATE_IPV4.test(host) : PRIVATE_NAME.test(host);
}
