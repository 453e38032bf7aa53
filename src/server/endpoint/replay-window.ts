import { DEFAULTS } from '../../common/constants';
import { timeTolerance, type Provider } from '../../common/providers';
import type { WebhookConfig } from '../../common/WebhookConfig';

const MAX_SECONDS = 30 * 24 * 60 * 60;

/**
 * For how long an identical signed message is a duplicate, whatever its unsigned id says: as long as its timestamp is taken, which may be ahead
 * or behind by the tolerance, where the scheme signs one; for the time of deduplication where the provider never sends the same bytes twice.
 * @returns seconds; undefined: never, as for a provider that sends the same bytes again on purpose
 */
export function replayWindow(config: WebhookConfig, provider: Provider | undefined): number | undefined {
  const { replayProtection, verification } = config;
  if (replayProtection === false) return undefined;
  if (replayProtection) return replayProtection.seconds;
  if (verification?.type !== 'signature') return undefined;
  const signsTime = verification.scheme === 'custom' && verification.custom?.timestamp;
  const own = provider ? timeTolerance(provider) : signsTime ? DEFAULTS.tolerance : undefined;
  if (own !== undefined) return Math.min(2 * (verification.tolerance || own), MAX_SECONDS);
  return provider?.uniqueBodies ? DEFAULTS.deduplicationSeconds : undefined;
}
