import type { Verdict, VerifyInput } from '../model/endpoint';
import { matchesAny } from '../verify/credential';
import { jsonBody, own } from '../request/read-value';
import { refused, VERIFIED } from '../verify/refused';

/**
 * Microsoft Graph: the `clientState` of every notification in the body has to be one of the configured ones.
 *
 * Source: learn.microsoft.com/graph, "Receive change notifications through webhooks".
 */
export function msgraph({ request, secrets, options }: VerifyInput): Verdict {
  const notifications = own(jsonBody(request.body), 'value');
  if (!Array.isArray(notifications) || notifications.length === 0) return refused('no notification in the body');
  const known = [...secrets, options.clientState ?? ''];
  const isKnown = (state: unknown) => typeof state === 'string' && matchesAny(Buffer.from(state), known);
  return notifications.every((notification) => isKnown(own(notification, 'clientState')))
    ? VERIFIED
    : refused('clientState missing or wrong');
}
