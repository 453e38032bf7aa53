import { useFlowEngine, type ApiClient } from '@nocobase/flow-engine';
import type { DeliveryDetail } from '../../common/api/deliveries';
import type { WebhookConfig } from '../../common/WebhookConfig';
import { useT } from '../shared/locale';
import { withSample, type WithSample } from './withSample';

/**
 * Applies a sample to an open form instead of the stored workflow.
 * @param variablesFor adds the variables of the sample to those of a configuration
 * @returns the message for the user
 */
export type TakeSample = (variablesFor: (config: WebhookConfig) => WithSample['variables']) => string;

/** The message for the user, and whether part of the sample could not be imported. */
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
 * Makes a delivery the sample of its endpoint, so that the variable picker offers its values.
 * @param take fills the form of an open trigger panel; default: saves the workflow
 * @returns a function that rejects with an Error whose message is meant for the user
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
    const messageFor = (text: string): SampleTaken => {
      const more = t('Nothing could be read from the body: its variables stay as they are.');
      return { text: partial ? `${text} ${more}` : text, partial };
    };
    if (take) return messageFor(take(variablesFor));
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
    return messageFor(t('The variables of this delivery can be picked in the workflow now.'));
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
