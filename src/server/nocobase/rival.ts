import type WorkflowPlugin from '@nocobase/plugin-workflow';
import type { Application } from '@nocobase/server';
import { RIVAL, TRIGGER_TYPE } from '../../common/constants';
import { WebhookTrigger } from './WebhookTrigger';

/**
 * The plugin that serves webhook workflows beside us, whichever of the two loads first: NocoBase's commercial one, or any that has registered the
 * same trigger type.
 * @returns its name, or undefined
 */
export function rivalOf(app: Application): string | undefined {
  for (const plugin of app.pm.getPlugins().values()) {
    const { name, packageName } = plugin.options as { name?: string; packageName?: string };
    if ((isRival(name) || isRival(packageName)) && plugin.enabled) return RIVAL.packageName;
  }
  const engine = app.pm.get('workflow') as WorkflowPlugin | undefined;
  const trigger = engine?.triggers.get(TRIGGER_TYPE);
  return trigger && !(trigger instanceof WebhookTrigger) ? 'another plugin' : undefined;
}

/** Whether a name, of a plugin or of its package, is that of NocoBase's commercial plugin. */
export function isRival(name: string | undefined): boolean {
  return name === RIVAL.name || name === RIVAL.packageName;
}

/** Why nothing is loaded. */
export function besideRival(name: string): string {
  return `${name} is enabled and serves the same trigger type "${TRIGGER_TYPE}", so this plugin loads nothing: disable one of the two`;
}
