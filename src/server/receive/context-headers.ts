import { isCredentialHeader, withoutSessionCookies } from '../../common/credentialHeaders';
import type { Endpoint } from '../model/endpoint';
import type { HeaderMap } from '../model/request';

/**
 * `$context.headers`: lower-case name → value, several lines joined. Credentials stay out, but for those that the endpoint exposes; the
 * sessions of NocoBase itself never get in.
 */
export function contextHeaders(
  headers: HeaderMap,
  { verifier, exposedHeaders }: Pick<Endpoint, 'verifier' | 'exposedHeaders'>,
): Record<string, string> {
  const entries = [...headers]
    .filter(([name]) => exposedHeaders.includes(name) || !isCredentialHeader(name, verifier.credentialHeaders))
    .map(([name, values]): [string, string] =>
      name === 'cookie' ? [name, withoutSessionCookies(values.join('; '))] : [name, values.join(', ')],
    )
    .filter(([name, value]) => name !== 'cookie' || value !== '');
  // The names are the sender's: fromEntries defines properties, an assignment could meet a frozen one.
  return Object.fromEntries(entries);
}
