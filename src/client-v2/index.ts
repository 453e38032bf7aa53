import { Plugin } from '@nocobase/client-v2';
import { registerResponseNode } from './registerResponseNode';
import { registerWebhookTrigger } from './registerWebhookTrigger';

/** The plugin in the modern client. */
export class PluginWorkflowWebhookClientV2 extends Plugin {
  async load() {
    registerWebhookTrigger(this.app);
    registerResponseNode(this.app);
  }
}

export default PluginWorkflowWebhookClientV2;
