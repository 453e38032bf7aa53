import type { ClientApplication } from '@nocobase/flow-engine';
import { RIVAL } from '../../common/constants';

/**
 * Whether the commercial plugin is enabled as well. The server serves nothing of ours then, and either client would fail to load whichever
 * plugin registers the trigger last. To be asked in `load`, when all enabled plugins are known.
 */
export function isBesideRival({ pm }: Pick<ClientApplication, 'pm'>): boolean {
  return Boolean(pm.get(RIVAL.name));
}
