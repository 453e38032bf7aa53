import { Plugin } from '@nocobase/client-v2';
import { isBesideRival } from './shared/isBesideRival';
import { registerResponseNode } from './panel/registerResponseNode';
import { DELIVERIES_PAGE, deliveriesSettings } from './deliveries/deliveriesSettings';
import { registerWebhookTrigger } from './panel/registerWebhookTrigger';

/** The plugin in the modern client. */
export class PluginWorkflowWebhookClientV2 extends Plugin {
  async load() {
    if (isBesideRival(this.app)) return;
    registerWebhookTrigger(this.app);
    registerResponseNode(this.app);
    const settings = deliveriesSettings(this.app);
    this.app.pluginSettingsManager.addMenuItem({ key: DELIVERIES_PAGE, ...settings });
    this.app.pluginSettingsManager.addPageTabItem({
      menuKey: DELIVERIES_PAGE,
      key: 'index',
      ...settings,
      componentLoader: () =>
        import('./deliveries/DeliveriesPage').then(({ DeliveriesPage }) => ({ default: DeliveriesPage })),
    });
  }
}

export default PluginWorkflowWebhookClientV2;
