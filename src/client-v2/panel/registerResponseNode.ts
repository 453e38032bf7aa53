import type { ClientApplication } from '@nocobase/flow-engine';
import type { Instruction } from '@nocobase/plugin-workflow/client-v2';
import { RESPONSE_NODE_TYPE } from '../../common/constants';
import { WebhookResponseInstruction } from './WebhookResponseInstruction';

interface WorkflowPlugin {
  registerInstruction(type: string, instruction: new () => Instruction): void;
}

/** Adds the Response node to the workflow plugin of either client. Does nothing without that plugin. */
export function registerResponseNode(app: ClientApplication): void {
  const workflow = app.pm.get('workflow') as WorkflowPlugin | undefined;
  workflow?.registerInstruction(RESPONSE_NODE_TYPE, WebhookResponseInstruction);
}
