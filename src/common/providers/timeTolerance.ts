import { DEFAULTS } from '../constants';
import type { SignatureScheme } from '../WebhookConfig';
import type { Provider } from './types';

/** Seconds that a provider's timestamp may be off unless the endpoint is configured otherwise; undefined when it signs no timestamp. */
export function timeTolerance({ signature, timed, tolerance }: Provider): number | undefined {
  const schemes = new Array<SignatureScheme>().concat(signature ?? []);
  return timed || schemes.some(({ timestamp }) => timestamp) ? (tolerance ?? DEFAULTS.tolerance) : undefined;
}
