import { defineCollection } from '@nocobase/database';

/**
 * The inbox and its log: one row a delivery. `context` and `rawBody` are what the run needs; after the delivery has been dispatched
 * `context` is emptied, and `rawBody` stays as far as it is small enough to be kept for a replay.
 */
export default defineCollection({
  name: 'webhookDeliveries',
  title: '{{t("Webhook deliveries", { ns: "@nocohook/plugin-workflow-webhook" })}}',
  dumpRules: { group: 'log' },
  migrationRules: ['schema-only'],
  autoGenId: false,
  createdAt: false,
  updatedAt: false,
  hidden: true,
  indexes: [
    // The worker takes recorded rows that are due in order; the list filters by endpoint and by state, newest first.
    { fields: ['state', 'nextAttemptAt', 'id'] },
    { fields: ['workflowKey', 'receivedAt'] },
    { fields: ['state', 'receivedAt'] },
  ],
  fields: [
    // UUID version 7: ids sort by the time of arrival.
    { type: 'string', name: 'id', length: 36, primaryKey: true, allowNull: false },
    { type: 'string', name: 'state', length: 16, allowNull: false },
    // When it is to be tried again; before fields with an index of their own, as NocoBase drops those above when they name later fields.
    { type: 'date', name: 'nextAttemptAt' },
    // Of refusals and failures: the public code, and the reason, which only those who may see deliveries read.
    { type: 'string', name: 'code', length: 32 },
    { type: 'text', name: 'reason' },
    { type: 'string', name: 'workflowKey', allowNull: false },
    { type: 'bigInt', name: 'workflowId' },
    { type: 'string', name: 'workflowTitle' },
    { type: 'bigInt', name: 'executionId', index: true },
    { type: 'string', name: 'method', length: 16 },
    { type: 'text', name: 'path' },
    // Redacted.
    { type: 'json', name: 'query' },
    // The same as sent, for a replay of what signs its URL.
    { type: 'text', name: 'search' },
    { type: 'json', name: 'headers' },
    { type: 'string', name: 'contentType' },
    { type: 'string', name: 'address', length: 64, index: true },
    { type: 'string', name: 'eventType', index: true },
    { type: 'string', name: 'idempotencyKey' },
    { type: 'date', name: 'receivedAt', index: true },
    // Milliseconds from arrival to the answer.
    { type: 'integer', name: 'duration' },
    // What was answered: status, headers and body, for duplicates and for people.
    { type: 'integer', name: 'status' },
    { type: 'json', name: 'answer' },
    { type: 'bigInt', name: 'bodySize' },
    { type: 'string', name: 'bodyDigest', length: 64 },
    { type: 'blob', name: 'rawBody', length: 'long', hidden: true },
    { type: 'json', name: 'context', hidden: true },
    // Bytes that context and raw body took as they were written: what workers bound their batches by.
    { type: 'integer', name: 'contextSize', hidden: true },
    // Encrypted: what is redacted above and the workflow got, for a replay.
    { type: 'text', name: 'sealed', hidden: true },
    // Verdict step by step: { step, ok, detail }[].
    { type: 'json', name: 'verification' },
    // Digest of endpoint and idempotency key, while it is claimed; its uniqueness is what finds duplicates.
    { type: 'string', name: 'dedupKey', length: 64, unique: true },
    { type: 'date', name: 'dedupUntil' },
    // The same for the signed message, whatever its id says.
    { type: 'string', name: 'proofKey', length: 64, unique: true },
    { type: 'date', name: 'proofUntil' },
    // Of the parsed content: a copy with another has the key, but is none.
    { type: 'string', name: 'contentDigest', length: 64, hidden: true },
    { type: 'integer', name: 'duplicates', defaultValue: 0 },
    { type: 'string', name: 'duplicateOf', length: 36 },
    { type: 'string', name: 'replayOf', length: 36 },
    // How many requests this row represents, where a flood of refusals is sampled.
    { type: 'integer', name: 'occurrences', defaultValue: 1 },
    { type: 'integer', name: 'attempts', defaultValue: 0 },
    { type: 'string', name: 'claimedBy', length: 64 },
    { type: 'date', name: 'leaseUntil' },
    { type: 'text', name: 'error' },
    { type: 'json', name: 'notice', hidden: true },
  ],
});
