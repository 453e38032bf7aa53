import { WEBHOOKS_SEGMENT } from '../../common/constants';

const PRIVATE_NAME = /^(localhost|[^.]+|.+\.(localhost|local|internal|lan|home\.arpa))$/;
const PRIVATE_IPV4 = /^(0|10|127)\.|^169\.254\.|^172\.(1[6-9]|2\d|3[01])\.|^192\.168\./;
const PRIVATE_IPV6 = /^\[(::1?|f[cd][0-9a-f]{2}:.*|fe[89ab][0-9a-f]:.*)\]$/;

/** The parts of an endpoint's URL. */
export interface EndpointLocation {
  /** absolute URL of the API, with or without a trailing slash */
  apiUrl: string;
  /** name of the application; `main` and absent mean the main one */
  app?: string;
  /** the configured path; absent or empty means the key */
  path?: string;
  /** the workflow's key */
  key: string;
}

/** Trims slashes and white space around a path. The server accepts one slash at each end and no white space. */
export function trimPath(path: string | undefined): string {
  return (path ?? '').replace(/^[\s/]+|[\s/]+$/g, '');
}

/**
 * The URL to give to a sender. Parameters stay as written (`:orderId`), other characters are percent-encoded as needed. A sub-application
 * is addressed by `__app/<name>`, unless the API URL already does so.
 */
export function endpointUrl({ apiUrl, app, path, key }: EndpointLocation): string {
  const base = apiUrl.replace(/\/+$/, '');
  const application = app && app !== 'main' && !base.includes('/__app/') ? `/__app/${encodeURIComponent(app)}` : '';
  const wellFormed = (trimPath(path) || key).replace(/[\uD800-\uDFFF]/gu, '\uFFFD');
  return `${base}${application}/${WEBHOOKS_SEGMENT}/${encodeURI(wellFormed)}`;
}

/**
 * Whether a host is probably unreachable from the internet: loopback, a private network, a name without a dot.
 * @param hostname of a URL (IPv6 in brackets)
 */
export function isPrivateHost(hostname: string): boolean {
  const host = hostname.toLowerCase();
  if (host.startsWith('[')) return PRIVATE_IPV6.test(host);
  return /^[\d.]+$/.test(host) ? PRIVATE_IPV4.test(host) : PRIVATE_NAME.test(host);
}
