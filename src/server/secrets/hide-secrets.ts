const MAX_DEPTH = 6;
const MAX_TEXT = 200;
/** What stands in the place of what may be a secret. */
export const HIDDEN = '[hidden]';

// Columns of workflows, nodes, executions and categories, and parameters of their actions.
const HARMLESS: ReadonlySet<string> = new Set([
  ...['id', 'key', 'title', 'description', 'type', 'enabled', 'current', 'sync', 'sort', 'color', 'status'],
  ...['workflowId', 'executionId', 'nodeId', 'upstreamId', 'downstreamId', 'branchIndex', 'filterByTk'],
  ...['createdAt', 'updatedAt', 'triggerTitle', 'page', 'pageSize', 'resourceName', 'actionName'],
]);
// What holds such records: their columns are looked at one by one.
const RECORDS: ReadonlySet<string> = new Set(['values', 'workflows', 'nodes', 'categories', 'executions', 'jobs']);
const NAMED: ReadonlySet<string> = new Set(['config', 'options', 'context', 'result', 'filter', 'fields', 'appends']);

/**
 * A copy of what was sent to save workflows, fit for a log: only texts and numbers in columns that are known to be harmless are left. A
 * configuration may come under a wrong key, as JSON text, or as the name of a field, so everything else is hidden as a whole; of names that are
 * not known only the number is left.
 * @param value a record, or a list of records; what is nested deeper than 6 levels is hidden
 */
export function hideSecrets(value: unknown, depth = 0): unknown {
  if (value === null || value === undefined) return value;
  if (typeof value !== 'object' || depth > MAX_DEPTH) return HIDDEN;
  if (Array.isArray(value)) return value.map((one) => hideSecrets(one, depth + 1));
  const entries = Object.entries(value);
  const known = entries.filter(([name]) => HARMLESS.has(name) || RECORDS.has(name) || NAMED.has(name));
  const shown = known.map(([name, one]) => [name, RECORDS.has(name) ? hideSecrets(one, depth + 1) : column(name, one)]);
  const unknown = entries.length - known.length;
  return Object.fromEntries(unknown ? [...shown, [HIDDEN, unknown]] : shown);
}

function column(name: string, value: unknown): unknown {
  if (value === null || value === undefined) return value;
  if (!HARMLESS.has(name) || typeof value === 'object') return HIDDEN;
  return typeof value === 'string' ? value.slice(0, MAX_TEXT) : value;
}
