import type { HeaderMap } from '../receive/types';
import { storable } from './storable';

/** What stands in the place of a secret. */
export const REDACTED = '[redacted]';

const ANYWHERE =
  /authorization|cookie|token|secret|password|passwd|passphrase|credential|apikey|accesskey|privatekey|sessionid|jwt/;
const WHOLE = /^(?:x?auth|key|pass|pwd|session|sid|bearer)$/;

/**
 * The headers of a call as they may be stored: lower-case name → value, with secrets replaced.
 * @param credentials lower-case names of the headers that the endpoint's credential is in
 */
export function redactHeaders(headers: HeaderMap, credentials: readonly string[]): Record<string, string> {
  // The names are the sender's: fromEntries defines properties, an assignment could meet a frozen one.
  return Object.fromEntries(
    [...headers].map(([name, values]) => [
      storable(name),
      isSecret(name, credentials) ? REDACTED : storable(values.join(', ')),
    ]),
  );
}

/**
 * The query of a call as it may be stored, with secrets replaced.
 * @param search as sent, without the question mark
 * @param credentials names of the parameters that the endpoint's credential is in
 * @returns `query`: name → value, or values where there are several; `search`: the text as sent
 */
export function redactQuery(
  search: string,
  credentials: readonly string[],
): { query: Record<string, string | string[]>; search: string } {
  const query = new Map<string, string[]>();
  const pairs = search.split('&').map((pair) => {
    const [[name, value] = ['', '']] = new URLSearchParams(pair);
    const secret = isSecret(name, credentials);
    const values = query.get(name) ?? [];
    if (pair) query.set(name, values);
    values.push(secret ? REDACTED : storable(value));
    return secret ? `${pair.split('=', 1)[0]}=${encodeURIComponent(REDACTED)}` : pair;
  });
  return {
    query: Object.fromEntries(
      [...query].map(([name, values]) => [storable(name), values.length > 1 ? values : values[0]]),
    ),
    search: storable(pairs.join('&')),
  };
}

function isSecret(name: string, credentials: readonly string[]): boolean {
  if (credentials.includes(name)) return true;
  const bare = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  return ANYWHERE.test(bare) || WHOLE.test(bare);
}
