import { HIDDEN } from './hide-secrets';

const FIELD = 'basicAuthentication';

/**
 * The body of an answer without passwords that the commercial plugin has left in configurations. They are sealed when they are taken over; one
 * that could not be is answered to nobody.
 * @param body what an action has put out, models of the database among it
 * @returns the same object when there is nothing to mask
 */
export function maskAnswer(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Buffer.isBuffer(body) || 'pipe' in body) return body;
  const text = JSON.stringify(body) ?? '';
  return text.includes(FIELD) ? (JSON.parse(text, masked) as unknown) : body;
}

function masked(name: string, value: unknown): unknown {
  // A configuration that was stored as text.
  if (typeof value === 'string') return value.includes(`"${FIELD}"`) ? HIDDEN : value;
  if (name !== FIELD || typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, key === 'username' ? one : HIDDEN]));
}
