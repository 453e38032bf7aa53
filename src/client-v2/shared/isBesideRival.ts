import type { ClientApplication } from '@nocobase/flow-engine';
import { RIVAL } from '../../common/constants';

/**
 * Whether the commercial webhook plugin is enabled as well. Our server part is inactive then, and a client would fail to load the plugin
 * that registers the trigger last. Call it in `load`, when all enabled plugins are known.
 */
export function isBesideRival({ pm }: Pick<ClientApplication, 'pm'>): boolean {
  return Boolean(pm.get(RIVAL.name));
}
