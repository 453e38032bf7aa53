import type { ClientApplication } from '@nocobase/flow-engine';
import { DELIVERIES_SNIPPET, NAMESPACE } from '../../common/constants';

/** Name of the page among the settings, and the end of its address. */
export const DELIVERIES_PAGE = 'webhook-deliveries';

/** What both clients' settings are told of the page. */
export function deliveriesSettings({ i18n }: ClientApplication) {
  return {
    title: i18n.t('Webhook deliveries', { ns: NAMESPACE }),
    icon: 'InboxOutlined',
    aclSnippet: DELIVERIES_SNIPPET,
  };
}
