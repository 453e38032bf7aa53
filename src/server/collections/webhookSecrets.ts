import { defineCollection } from '@nocobase/database';

/** Signing secrets and credentials, encrypted. A configuration only refers to them, so none can leave with one. */
export default defineCollection({
  name: 'webhookSecrets',
  title: '{{t("Webhook secrets", { ns: "@nocohook/plugin-workflow-webhook" })}}',
  dumpRules: { group: 'required' },
  migrationRules: ['overwrite', 'schema-only'],
  autoGenId: false,
  createdAt: true,
  updatedAt: false,
  hidden: true,
  fields: [
    { type: 'string', name: 'id', length: 36, primaryKey: true, allowNull: false },
    { type: 'string', name: 'workflowKey', allowNull: false, index: true },
    { type: 'text', name: 'value', allowNull: false, hidden: true },
  ],
});
