import { type Network, parseNetwork } from '../../common/network';

/** Names that stand for several ranges, none of which is reached from the internet. */
export const NETWORK_NAMES: ReadonlyMap<string, readonly string[]> = new Map([
  ['loopback', ['127.0.0.0/8', '::1/128']],
  ['linklocal', ['169.254.0.0/16', 'fe80::/10']],
  ['uniquelocal', ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7']],
]);

/** All of these ranges. */
export const PRIVATE_NETWORKS: readonly Network[] = [...NETWORK_NAMES.values()]
  .flat()
  .map(parseNetwork)
  .filter((network): network is Network => typeof network !== 'string');
