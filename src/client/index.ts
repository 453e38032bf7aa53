import { Plugin } from '@nocobase/client';
import { registerResponseNode } from '../client-v2/registerResponseNode';
import { registerWebhookTrigger } from '../client-v2/registerWebhookTrigger';

/** The plugin in the classic client, which shows what the modern one defines. */
export class PluginWorkflowWebhookClient extends Plugin {
  async load() {
    registerWebhookTrigger(this.app);
    registerResponseNode(this.app);
  }
}

export default PluginWorkflowWebhookClient;
