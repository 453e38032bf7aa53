import type { WorkflowContext } from '../../model/delivery';

// JSON.stringify writes a half of a surrogate pair as an escape, and whole pairs as they are. Escapes of backslashes come in twos.
const HALF = /(?<!\\)((?:\\\\)*)\\ud[89a-f][0-9a-f]{2}/g;

/**
 * A `$context` as the database takes it. MySQL and MariaDB refuse JSON with a half of a surrogate pair: it becomes U+FFFD there.
 * @param dialect of the database
 */
export function storableContext(context: WorkflowContext, dialect: string): WorkflowContext {
  if (dialect !== 'mysql' && dialect !== 'mariadb') return context;
  const text = JSON.stringify(context);
  if (!text.includes('\\ud')) return context;
  return JSON.parse(text.replace(HALF, '$1\ufffd')) as WorkflowContext;
}
