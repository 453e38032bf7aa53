import { Plugin } from '@nocobase/client-v2';
import { registerWebhookTrigger } from './registerWebhookTrigger';

/** The plugin in the modern client. */
export class PluginWorkflowWebhookClientV2 extends Plugin {
  async load() {
    registerWebhookTrigger(this.app);
  }
}

export default PluginWorkflowWebhookClientV2;
