import type { ClientApplication } from '@nocobase/flow-engine';
import type { Trigger } from '@nocobase/plugin-workflow/client-v2';
import { TRIGGER_TYPE } from '../../common/constants';
import { WebhookTrigger } from './WebhookTrigger';

interface WorkflowPlugin {
  registerTrigger(type: string, trigger: new () => Trigger): void;
}

/** Adds the trigger to the workflow plugin of either client. Does nothing without that plugin. */
export function registerWebhookTrigger(app: ClientApplication): void {
  const workflow = app.pm.get('workflow') as WorkflowPlugin | undefined;
  workflow?.registerTrigger(TRIGGER_TYPE, WebhookTrigger);
}
