import { isCredentialHeader } from '../../../common/credentialHeaders';
import type { Exchange } from '../../model/delivery';
import type { Endpoint } from '../../model/endpoint';
import type { DeliveryRow } from './DeliveryRow';
import { REDACTED } from './redact';

// Characters; more is not kept, and such a delivery can't be replayed.
const MAX_SEALED = 16_384;

/** Values that the workflow got and the log redacts. A replay gives them to the workflow again. */
export interface SealedValues {
  /** by lower-case name */
  headers: Record<string, string>;
  /** the query as sent, without the endpoint's credential */
  search?: string;
}

/**
 * The values of a request that its row redacts and its workflow gets, as text to be encrypted. The credential that the endpoint checked, and
 * what else is kept from the workflow, is not among them.
 * @returns undefined when there are none, or they are longer than 16 KiB
 */
export function valuesToSeal(
  { request, endpoint }: Exchange,
  row: Pick<DeliveryRow, 'headers' | 'query'>,
): string | undefined {
  const names = redactedHeaders(row, endpoint);
  const headers = names.map((name): [string, string] => [name, (request.headers.get(name) ?? []).join(', ')]);
  const sealed: SealedValues = {
    headers: Object.fromEntries(headers),
    ...(redactsQuery(row, endpoint) && { search: withoutCredential(request.search, endpoint) }),
  };
  if (!headers.length && sealed.search === undefined) return undefined;
  const text = JSON.stringify(sealed);
  return text.length <= MAX_SEALED ? text : undefined;
}

/** Whether a row lacks values that its workflow got. */
export function lacksValues(row: Pick<DeliveryRow, 'headers' | 'query'>, endpoint: Endpoint): boolean {
  return redactedHeaders(row, endpoint).length > 0 || redactsQuery(row, endpoint);
}

function redactedHeaders({ headers }: Pick<DeliveryRow, 'headers'>, { verifier, exposedHeaders }: Endpoint): string[] {
  const isGiven = (name: string) =>
    exposedHeaders.includes(name) || !isCredentialHeader(name, verifier.credentialHeaders);
  return Object.keys(headers).filter((name) => headers[name] === REDACTED && isGiven(name));
}

function redactsQuery({ query }: Pick<DeliveryRow, 'query'>, { verifier }: Endpoint): boolean {
  return Object.entries(query).some(
    ([name, value]) => [value].flat().includes(REDACTED) && !verifier.credentialQuery.includes(name),
  );
}

function withoutCredential(search: string, { verifier }: Endpoint): string {
  const nameOf = (pair: string) => new URLSearchParams(pair).keys().next().value ?? '';
  return search
    .split('&')
    .filter((pair) => !verifier.credentialQuery.includes(nameOf(pair)))
    .join('&');
}
