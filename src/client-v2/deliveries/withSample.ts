import type { DeliveryDetail } from '../../common/api/deliveries';
import type { WebhookConfig } from '../../common/WebhookConfig';
import { lowerCased } from '../shared/contextVariables';
import { aliasesOf, mergeLeaves } from '../shared/sampleLeaves';
import { sampleVariables } from './sampleVariables';

/** The variables of a configuration merged with those of a sample. */
export interface WithSample {
  variables: NonNullable<WebhookConfig['variables']>;
  /** the delivery has a body, but no variable could be read from it */
  unread: boolean;
}

/** Adds the variables of a delivery that the configuration lacks. Existing variables and their aliases stay. */
export function withSample(
  config: WebhookConfig,
  delivery: Pick<DeliveryDetail, 'headers' | 'query' | 'body' | 'contentType'>,
): WithSample {
  const stored = config.variables ?? {};
  const sample = sampleVariables(delivery, config);
  const taken = aliasesOf(stored);
  return {
    variables: {
      headers: mergeLeaves(lowerCased(stored.headers), sample.headers, taken),
      query: mergeLeaves(stored.query ?? [], sample.query, taken),
      body: mergeLeaves(stored.body ?? [], sample.body, taken),
    },
    unread: !sample.body.length && delivery.body.size !== 0,
  };
}
