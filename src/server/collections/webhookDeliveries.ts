import { defineCollection } from '@nocobase/database';

/** The inbox: one row a delivery. What a row holds is needed until its execution exists, and is kept for people after that. */
export default defineCollection({
  name: 'webhookDeliveries',
  title: '{{t("Webhook deliveries", { ns: "@nocohook/plugin-workflow-webhook" })}}',
  dumpRules: { group: 'log' },
  migrationRules: ['schema-only'],
  autoGenId: false,
  createdAt: false,
  updatedAt: false,
  hidden: true,
  fields: [
    { type: 'string', name: 'id', length: 36, primaryKey: true, allowNull: false },
    { type: 'string', name: 'state', length: 16, allowNull: false, index: true },
    { type: 'string', name: 'workflowKey', allowNull: false, index: true },
    { type: 'bigInt', name: 'workflowId' },
    { type: 'bigInt', name: 'executionId' },
    { type: 'string', name: 'method', length: 8 },
    { type: 'text', name: 'path' },
    { type: 'string', name: 'address', length: 64 },
    { type: 'date', name: 'receivedAt', index: true },
    { type: 'integer', name: 'attempts', defaultValue: 0 },
    { type: 'text', name: 'error' },
    { type: 'json', name: 'context', hidden: true },
    { type: 'json', name: 'notice', hidden: true },
  ],
});
