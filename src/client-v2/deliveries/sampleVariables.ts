import type { DeliveryDetail } from '../../common/api/deliveries';
import { nestPairs, type Pair } from '../../common/nestPairs';
import type { WebhookConfig } from '../../common/WebhookConfig';
import { lowerCased } from '../shared/contextVariables';
import { sampleLeaves } from '../shared/sampleLeaves';
import { sampleBody } from './sampleBody';

const LIMITS = { formDepth: 20, formValues: 10_000 };
// Headers that do not describe the event and change with every proxy.
const TRANSPORT =
  /^(host|connection|content-length|accept.*|user-agent|x-forwarded-.*|forwarded|via|x-real-ip|te|trailer)$/i;

/**
 * The variables that the picker can offer from a delivery: the paths of all values in headers, query and body; see `sampleLeaves`.
 * @param config of the endpoint: decides how the body is read. An unreadable body has no variables.
 */
export function sampleVariables(
  delivery: Pick<DeliveryDetail, 'headers' | 'query' | 'body' | 'contentType'>,
  config: WebhookConfig = {},
): Required<NonNullable<WebhookConfig['variables']>> {
  const headers = Object.fromEntries(Object.entries(delivery.headers).filter(([name]) => !TRANSPORT.test(name)));
  return {
    headers: lowerCased(sampleLeaves(headers)),
    query: sampleLeaves(nestedQuery(delivery.query)),
    body: sampleLeaves(sampleBody(delivery, config)),
  };
}

/** Nests the query as the workflow gets it. It is stored with the names as sent, such as `filter[status]`. */
function nestedQuery(query: Record<string, unknown>): unknown {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    [value].flat().map((one): Pair => [name, String(one)]),
  );
  try {
    return nestPairs(pairs, LIMITS);
  } catch {
    return undefined;
  }
}
