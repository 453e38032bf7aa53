import { Migration } from '@nocobase/server';
import type WebhookPlugin from '../plugin';

/** Brings configurations that earlier versions, or the commercial plugin, have saved to the form that is valid now. */
export default class UpgradeConfigurations extends Migration {
  override on = 'afterLoad' as const;

  override async up(): Promise<void> {
    await (this.plugin as unknown as WebhookPlugin).upgradeConfigurations();
  }
}
