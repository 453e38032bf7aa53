import {
  Trigger,
  type TriggerLoaderOf,
  type UseVariableOptions,
  type VariableOption,
} from '@nocobase/plugin-workflow/client-v2';
import type { WebhookConfig } from '../../common/WebhookConfig';
import { contextVariables } from '../shared/contextVariables';
import { tExpr, useT } from '../shared/locale';

/** The variables that later nodes find under "Trigger variables". */
function useVariables(config: WebhookConfig | undefined, options?: UseVariableOptions): VariableOption[] {
  const t = useT();
  return contextVariables(config ?? {}, t, options?.fieldNames);
}

/**
 * "Webhook event" in both clients: the classic one renders the same loaders.
 * `sync` stays undefined, so that the user chooses the mode when creating the workflow.
 */
export class WebhookTrigger extends Trigger {
  title = tExpr('Webhook event');
  description = tExpr(
    'Starts when another system calls the URL of this workflow. Each call can be verified, and the workflow or this trigger answers it.',
  );

  FieldsetLoader: TriggerLoaderOf = () =>
    import('./WebhookFieldset').then((module) => ({ default: module.WebhookFieldset }));
  TriggerFieldsetLoader: TriggerLoaderOf = () =>
    import('./ManualFieldset').then((module) => ({ default: module.ManualFieldset }));

  useVariables = useVariables;
}
