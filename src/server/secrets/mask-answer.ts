import { TRIGGER_TYPE } from '../../common/constants';
import { HIDDEN } from './hide-secrets';

const FIELD = 'basicAuthentication';

/**
 * The body of an answer without passwords that the commercial plugin has left in configurations of webhook workflows. They are sealed when they
 * are taken over; one that could not be is returned to no client.
 * @param body what an action has put out, models of the database among it
 * @returns the same object when there is nothing to mask
 */
export function maskAnswer(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Buffer.isBuffer(body) || 'pipe' in body) return body;
  const text = (JSON.stringify(body) as string | undefined) ?? '';
  return text.includes(FIELD) ? (JSON.parse(text, maskConfig) as unknown) : body;
}

// Nodes and other triggers have a `config` of their own: only that of a webhook workflow is masked.
function maskConfig(this: { type?: unknown }, name: string, value: unknown): unknown {
  if (name !== 'config' || (this.type ?? TRIGGER_TYPE) !== TRIGGER_TYPE) return value;
  // A configuration that was stored as text.
  if (typeof value === 'string') return value.includes(FIELD) ? HIDDEN : value;
  const credentials = (value as Record<string, unknown> | null)?.[FIELD];
  if (typeof credentials !== 'object' || credentials === null) return value;
  const masked = Object.entries(credentials).map(([key, one]: [string, unknown]) => [
    key,
    key === 'username' ? one : HIDDEN,
  ]);
  return { ...(value as object), [FIELD]: Object.fromEntries(masked) as unknown };
}
