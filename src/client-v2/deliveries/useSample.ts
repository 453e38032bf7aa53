import { useFlowEngine, type ApiClient } from '@nocobase/flow-engine';
import type { DeliveryDetail } from '../../common/api/deliveries';
import type { WebhookConfig } from '../../common/WebhookConfig';
import { useT } from '../shared/locale';
import { withSample, type WithSample } from './withSample';

/**
 * Takes a sample over where the list is shown, in place of the stored workflow.
 * @param variablesFor the variables of a configuration with those of the sample
 * @returns what to tell the person
 */
export type TakeSample = (variablesFor: (config: WebhookConfig) => WithSample['variables']) => string;

/** What to tell the person, and whether a part of the sample could not be taken over. */
export interface SampleTaken {
  text: string;
  partial: boolean;
}

interface StoredWorkflow {
  id: number | string;
  config: WebhookConfig;
  versionStats?: { executed?: number | string };
}

/**
 * Makes a delivery the sample of its endpoint: what it has can be picked as variables from then on.
 * @param take where the trigger's panel is open: fills its form
 * @returns a function that rejects with an Error of a text for the person when it can't be done
 */
export function useSample(take?: TakeSample): (delivery: DeliveryDetail) => Promise<SampleTaken> {
  const t = useT();
  const { api } = useFlowEngine().context;
  return async (delivery) => {
    let partial = false;
    const variablesFor = (config: WebhookConfig) => {
      const { variables, unread } = withSample(config, delivery);
      partial = unread;
      return variables;
    };
    const taken = (text: string): SampleTaken => {
      const more = t('Nothing could be read from the body: its variables stay as they are.');
      return { text: partial ? `${text} ${more}` : text, partial };
    };
    if (take) return taken(take(variablesFor));
    const workflow = await currentVersion(api, delivery.workflowKey);
    if (!workflow) throw new Error(t('The workflow has been deleted.'));
    if (Number(workflow.versionStats?.executed ?? 0) > 0) {
      throw new Error(t('This version has been executed and can no longer be changed. Make a new version first.'));
    }
    await api.request({
      url: 'workflows:update',
      method: 'post',
      params: { filterByTk: workflow.id },
      data: { config: { ...workflow.config, variables: variablesFor(workflow.config) } },
      skipNotify: true,
    });
    return taken(t('The variables of this delivery can be picked in the workflow now.'));
  };
}

async function currentVersion(api: ApiClient, key: string): Promise<StoredWorkflow | undefined> {
  const { data } = await api.request<{ data: StoredWorkflow[] }>({
    url: 'workflows:list',
    params: { filter: JSON.stringify({ key, current: true }), appends: ['versionStats'], pageSize: 1 },
    skipNotify: true,
  });
  return data.data[0];
}
