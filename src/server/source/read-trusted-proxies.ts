import { type ClientAddress, compileTrustedProxies } from './client-address';
import { warnOfUnnamedProxy } from './warn-of-unnamed-proxy';

/**
 * Makes what finds the source address of a setting that may be wrong.
 *
 * While WEBHOOK_TRUSTED_PROXIES can't be read, nobody knows which peers are proxies. What comes with X-Forwarded-For then has no source
 * address: that of the peer could be a proxy's, and an allowlist that names it would let everybody in.
 *
 * @param text the setting as it is
 * @param log hears at once of a setting that can't be read, and later, once, of a proxy that it does not name
 */
export function readTrustedProxies(
  text: string | undefined,
  log: { error: (text: string) => void; warn: (text: string) => void },
): ClientAddress {
  try {
    return warnOfUnnamedProxy(compileTrustedProxies(text), log.warn);
  } catch (error) {
    log.error(
      `${(error as Error).message}; until this is mended no proxy is trusted, and calls with X-Forwarded-For have no source address, which every allowlist refuses`,
    );
    // Without the header the peer itself is the source, whoever is trusted.
    const direct = compileTrustedProxies(undefined);
    return (socketAddress, xForwardedFor) => (xForwardedFor.length ? undefined : direct(socketAddress, []));
  }
}
