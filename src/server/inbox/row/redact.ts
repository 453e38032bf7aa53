import { isCredentialHeader } from '../../../common/credentialHeaders';
import type { SignedParts } from '../../model/endpoint';
import type { HeaderMap } from '../../model/request';
import { storable } from './storable';

/** What stands in the place of a secret. */
export const REDACTED = '[redacted]';

const ANYWHERE =
  /authorization|cookie|token|secret|password|passwd|passphrase|passcode|credential|apikey|accesskey|privatekey|sessionid|jwt/;
const WHOLE = /^(?:x?auth|key|pass|pwd|session|sid|bearer)$/;
// A name that ends so is a credential's, unless the word before says that the key is a name of something.
const KEY = /[-_]key$/i;
const NAME_OF_SOMETHING =
  /(?:^|[-_])(?:dedup|deduplication|event|partition|routing|ordering|sort|group|grouping|message|correlation|cache|surrogate|public|primary|foreign|object|issue|project)[-_]key$/i;
const IDEMPOTENCY = /idempotency[-_]?(?:key|token)$/i;
// In queries only: Azure's names of a function key and of a shared access signature, and OAuth's one-time code.
const IN_QUERY = /^(?:code|sig)$/i;

/**
 * The headers of a request as they may be stored: lower-case name → value, with secrets replaced.
 * @param credentials lower-case names of the headers that the endpoint's credential is in
 * @param signed what the endpoint's scheme reads: of names that are doubtful these are no secrets
 */
export function redactHeaders(
  headers: HeaderMap,
  credentials: readonly string[],
  signed?: SignedParts,
): Record<string, string> {
  const isSecret = (name: string) =>
    isCredentialHeader(name, credentials) || isSecretName(name) || (isKeyName(name) && !signed?.headers.includes(name));
  // The names are the sender's: fromEntries defines properties, an assignment could meet a frozen one.
  return Object.fromEntries(
    [...headers].map(([name, values]) => [storable(name), isSecret(name) ? REDACTED : storable(values.join(', '))]),
  );
}

/**
 * The query of a request as it may be stored, with secrets replaced.
 * @param search as sent, without the question mark
 * @param credentials names of the parameters that the endpoint's credential is in
 * @param signed what the endpoint's scheme reads, as above; where it signs the whole query, `code` and `sig` are no secrets either
 * @returns `query`: name → value, or values where there are several; `search`: the text as sent
 */
export function redactQuery(
  search: string,
  credentials: readonly string[],
  signed?: SignedParts,
): { query: Record<string, string | string[]>; search: string } {
  const isSecret = (name: string) =>
    credentials.includes(name) ||
    isSecretName(name) ||
    (!signed?.query.includes(name) && (isKeyName(name) || (IN_QUERY.test(name) && !signed?.url)));
  const query = new Map<string, string[]>();
  const pairs = search.split('&').map((pair) => {
    const [[name, value] = ['', '']] = new URLSearchParams(pair);
    const secret = isSecret(name);
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

function isSecretName(name: string): boolean {
  if (IDEMPOTENCY.test(name)) return false;
  const bare = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  return ANYWHERE.test(bare) || WHOLE.test(bare);
}

function isKeyName(name: string): boolean {
  return KEY.test(name) && !IDEMPOTENCY.test(name) && !NAME_OF_SOMETHING.test(name);
}
