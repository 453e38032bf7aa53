import type { WorkflowContext } from '../model/delivery';
import type { Endpoint } from '../model/endpoint';

/**
 * The `$context` of a workflow that a person starts by hand.
 * @param values an object with `data` (or `body`), `headers`, `query` and `params`; what is absent or of another kind is empty
 * @param fieldsOf gives `$context.fields`
 */
export function manualContext(
  values: unknown,
  { id, now, fieldsOf }: { id: string; now: Date; fieldsOf: Endpoint['fields'] },
): WorkflowContext {
  const given = asObject(values);
  const headers = Object.entries(asObject(given.headers)).map(([name, value]): [string, string] => [
    name.toLowerCase(),
    String(value),
  ]);
  const read = {
    data: given.data ?? given.body ?? null,
    headers: Object.fromEntries(headers),
    query: asObject(given.query),
  };
  return {
    ...read,
    params: asObject(given.params) as Record<string, string>,
    files: [],
    fields: fieldsOf(read),
    delivery: {
      id,
      method: 'POST',
      path: '',
      address: '',
      receivedAt: now.toISOString(),
      idempotencyKey: null,
      eventType: null,
      contentType: null,
      format: null,
    },
  };
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
