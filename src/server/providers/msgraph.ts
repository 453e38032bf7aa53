import type { Verdict, VerifyInput } from '../model/endpoint';
import type { ProviderCode } from '../model/provider';
import { jsonObject, own } from '../request/read-request';
import { matchesAny } from '../verify/credential';
import { refused, VERIFIED } from '../verify/refused';

/**
 * Microsoft Graph: the `clientState` of every notification in the body has to be one of the configured ones.
 *
 * Source: learn.microsoft.com/graph, "Receive change notifications through webhooks".
 */
export const msgraph: ProviderCode = { verify };

function verify({ request, secrets, options }: VerifyInput): Verdict {
  const notifications = own(jsonObject(request), 'value');
  if (!Array.isArray(notifications) || notifications.length === 0) return refused('no notification in the body');
  const known = [...secrets, options.clientState ?? ''];
  const isKnown = (state: unknown) => typeof state === 'string' && matchesAny(Buffer.from(state), known);
  return notifications.every((notification) => isKnown(own(notification, 'clientState')))
    ? VERIFIED
    : refused('clientState missing or wrong');
}
