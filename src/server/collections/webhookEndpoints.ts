import { defineCollection } from '@nocobase/database';

/**
 * What people change while an endpoint lives, by the key of its workflow. The configuration of a version that has run can't be changed, and is
 * copied with the workflow; this is neither.
 */
export default defineCollection({
  name: 'webhookEndpoints',
  title: '{{t("Webhook endpoints", { ns: "@nocohook/plugin-workflow-webhook" })}}',
  dumpRules: { group: 'log' },
  migrationRules: ['schema-only'],
  autoGenId: false,
  createdAt: false,
  updatedAt: false,
  hidden: true,
  fields: [
    { type: 'string', name: 'workflowKey', primaryKey: true, allowNull: false },
    // Until then a provider may hand over a secret although the endpoint has one.
    { type: 'date', name: 'expectsHandshakeUntil' },
  ],
});
