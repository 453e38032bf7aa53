import { useFlowEngine, type ApiClient } from '@nocobase/flow-engine';
import type { WebhookConfig } from '../../common/WebhookConfig';
import { useT } from '../locale';
import { sampleVariables } from './sampleVariables';
import type { DeliveryDetail } from './types';

/** Takes a sample's variables over where the list is shown, in place of the stored workflow; gives what to tell the person. */
export type TakeSample = (variables: NonNullable<WebhookConfig['variables']>) => string;

interface StoredWorkflow {
  id: number | string;
  config: WebhookConfig;
  versionStats?: { executed?: number | string };
}

/**
 * Makes a delivery the sample of its endpoint: what it has can be picked as variables from then on.
 * @param take where the trigger's panel is open: fills its form
 * @returns a function that gives what to tell the person; it rejects with an Error of such a text when it can't be done
 */
export function useSample(take?: TakeSample): (delivery: DeliveryDetail) => Promise<string> {
  const t = useT();
  const { api } = useFlowEngine().context;
  return async (delivery) => {
    const variables = sampleVariables(delivery);
    if (take) return take(variables);
    const workflow = await currentVersion(api, delivery.workflowKey);
    if (!workflow) throw new Error(t('The workflow has been deleted.'));
    if (Number(workflow.versionStats?.executed ?? 0) > 0) {
      throw new Error(t('This version has been executed and can no longer be changed. Make a new version first.'));
    }
    await api.request({
      url: 'workflows:update',
      method: 'post',
      params: { filterByTk: workflow.id },
      data: { config: { ...workflow.config, variables } },
      skipNotify: true,
    });
    return t('The variables of this delivery can be picked in the workflow now.');
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
