const MAX_DEPTH = 12;
const MAX_TEXT = 200;
/** What stands in the place of a text that may be a secret. */
export const HIDDEN = '[hidden]';

// Columns of workflows, nodes, executions and categories, and the two words that tell one verification from another.
const HARMLESS: ReadonlySet<string> = new Set([
  ...['id', 'key', 'title', 'description', 'type', 'scheme', 'enabled', 'current', 'sync', 'sort', 'color', 'status'],
  ...['workflowId', 'executionId', 'nodeId', 'upstreamId', 'downstreamId', 'branchIndex', 'categories', 'filterByTk'],
  ...['createdAt', 'updatedAt', 'triggerTitle', 'resourceName', 'actionName', 'page', 'pageSize'],
]);

/**
 * A copy of what was sent to save workflows, fit for a log: only texts and numbers under names that are known to be harmless are left. A
 * configuration may come under a wrong key, or as JSON text, so what is not known is hidden.
 * @param value any JSON value; what is nested deeper than 12 levels is left out
 * @param name the key that it stood under; a list's entries stand under the list's
 */
export function hideSecrets(value: unknown, name = '', depth = 0): unknown {
  if (value === null || value === undefined || typeof value === 'boolean') return value;
  if (typeof value !== 'object') return HARMLESS.has(name) ? shorten(value) : HIDDEN;
  if (depth > MAX_DEPTH) return undefined;
  if (Array.isArray(value)) return value.map((one) => hideSecrets(one, name, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, hideSecrets(one, key, depth + 1)]));
}

function shorten(value: unknown): unknown {
  return typeof value === 'string' ? value.slice(0, MAX_TEXT) : value;
}
