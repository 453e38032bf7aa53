import type { Steps } from '../receive/Steps';
import type { Endpoint } from '../model/endpoint';
import type { ReceivedRequest } from '../model/request';
import type { ClientAddress } from '../source/client-address';
import { exemptionOf } from '../source/exemption-of';
import type { RefusedAttempts } from '../source/RefusedAttempts';

/** What counting works with. */
interface CountingTools {
  clientAddress: ClientAddress;
  /** milliseconds since 1970 */
  now: () => number;
  warn: (text: string) => void;
}

/**
 * Connects the pipeline with the counters of refused attempts. Neither this machine nor a trusted proxy is counted, nor a proxy that
 * WEBHOOK_TRUSTED_PROXIES does not name: it stands for everybody behind it.
 */
export function countAttempts(
  attempts: RefusedAttempts,
  { clientAddress, now, warn }: CountingTools,
): Steps['attempts'] {
  let isSaid = false;
  const attemptOf = ({ address, headers }: ReceivedRequest, { workflowKey }: Endpoint) => {
    const exemption = exemptionOf(address, headers.has('x-forwarded-for'), clientAddress);
    if (exemption === 'unnamed proxy' && !isSaid) {
      isSaid = true;
      warn(
        `refused attempts of ${address ?? 'unknown addresses'} are not limited, as it may be a proxy that stands for many senders: name your proxies in WEBHOOK_TRUSTED_PROXIES`,
      );
    }
    return { workflowKey, address: exemption ? undefined : address };
  };
  return {
    wait: (request, endpoint) => attempts.wait(attemptOf(request, endpoint), now()),
    refused: (request, endpoint) => attempts.refused(attemptOf(request, endpoint), now()),
    accepted: (request, endpoint) => attempts.accepted(attemptOf(request, endpoint), now()),
  };
}
