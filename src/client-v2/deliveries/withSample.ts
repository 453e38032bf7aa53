import type { DeliveryDetail } from '../../common/api/deliveries';
import type { WebhookConfig } from '../../common/WebhookConfig';
import { lowerCased } from '../shared/contextVariables';
import { mergeLeaves } from '../shared/sampleLeaves';
import { sampleVariables } from './sampleVariables';

/** The variables of a configuration after a delivery has become its sample. */
export interface WithSample {
  variables: NonNullable<WebhookConfig['variables']>;
  /** there was a body, and nothing of it can be offered */
  unread: boolean;
}

/** The variables of a configuration and those of a delivery that it lacks, part by part. Nothing is taken away, aliases stay. */
export function withSample(
  config: WebhookConfig,
  delivery: Pick<DeliveryDetail, 'headers' | 'query' | 'body' | 'contentType'>,
): WithSample {
  const stored = config.variables ?? {};
  const sample = sampleVariables(delivery, config);
  return {
    variables: {
      headers: mergeLeaves(lowerCased(stored.headers), sample.headers),
      query: mergeLeaves(stored.query ?? [], sample.query),
      body: mergeLeaves(stored.body ?? [], sample.body),
    },
    unread: !sample.body.length && delivery.body.size !== 0,
  };
}
