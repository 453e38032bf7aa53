import type { DeliveryDetail } from '../../common/api/deliveries';
import { nestPairs, type Pair } from '../../common/nestPairs';
import type { WebhookConfig } from '../../common/WebhookConfig';
import { lowerCased } from '../shared/contextVariables';
import { sampleLeaves } from '../shared/sampleLeaves';
import { sampleBody } from './sampleBody';

const LIMITS = { formDepth: 20, formValues: 10_000 };
// Headers that say nothing of the event, and change with every proxy.
const TRANSPORT =
  /^(host|connection|content-length|accept.*|user-agent|x-forwarded-.*|forwarded|via|x-real-ip|te|trailer)$/i;

/**
 * The leaf variables that a delivery shows: where a value is in its headers, query and body, for the variable picker; see `sampleLeaves`.
 * @param config of the endpoint: it decides what becomes of a body. A body that can't be read has no leaves
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

/** A query as the workflow has it: stored are the names as they were sent, `filter[status]`. */
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
