import type { ClientApplication } from '@nocobase/flow-engine';
import { DELIVERIES_SNIPPET, NAMESPACE } from '../../common/constants';

/** Name of the settings page and last segment of its URL. */
export const DELIVERIES_PAGE = 'webhook-deliveries';

/** Title, icon and permission of the settings page, for both clients. */
export function deliveriesSettings({ i18n }: ClientApplication) {
  return {
    title: i18n.t('Webhook deliveries', { ns: NAMESPACE }),
    icon: 'InboxOutlined',
    aclSnippet: DELIVERIES_SNIPPET,
  };
}
