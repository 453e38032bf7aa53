import { Plugin } from '@nocobase/client';
import { isBesideRival } from '../client-v2/shared/isBesideRival';
import { registerResponseNode } from '../client-v2/panel/registerResponseNode';
import { DeliveriesPage } from '../client-v2/deliveries/DeliveriesPage';
import { DELIVERIES_PAGE, deliveriesSettings } from '../client-v2/deliveries/deliveriesSettings';
import { registerWebhookTrigger } from '../client-v2/panel/registerWebhookTrigger';

/** The plugin in the classic client. It registers the same components as in the modern one. */
export class PluginWorkflowWebhookClient extends Plugin {
  async load() {
    if (isBesideRival(this.app)) return;
    registerWebhookTrigger(this.app);
    registerResponseNode(this.app);
    this.app.pluginSettingsManager.add(DELIVERIES_PAGE, {
      ...deliveriesSettings(this.app),
      Component: DeliveriesPage,
    });
  }
}

export default PluginWorkflowWebhookClient;
