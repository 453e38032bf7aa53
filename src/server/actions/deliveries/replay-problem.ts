import type { ReplayChoice } from '../../../common/api/deliveries';
import { OPEN_STATES } from '../../../common/deliveryStates';
import { REDACTED } from '../../inbox/row/redact';
import type { Endpoint } from '../../model/endpoint';
import type { DeliveryColumns } from './get-delivery';

/**
 * Whether a stored delivery can be run again.
 * @param endpoint of its workflow as it is now, or why there is none
 */
export function replayProblem(
  row: Pick<DeliveryColumns, 'state' | 'rawBody' | 'verification' | 'headers' | 'query'>,
  endpoint: Endpoint | 'disabled' | 'gone',
): ReplayChoice {
  const fatal = fatalProblem(row, endpoint);
  if (fatal || typeof endpoint === 'string') return { replayable: false, replayProblem: fatal, verifiable: false };
  const verifiable = !credentialMissing(row, endpoint);
  const steps = (row.verification ?? []) as { step: string; ok: boolean }[];
  const verified = steps.some(({ step, ok }) => step === 'verification' && ok);
  if (!verified || (endpoint.verifier.hasEnvelope && !verifiable)) {
    return { replayable: false, replayProblem: 'not_verified', verifiable };
  }
  return { replayable: true, replayProblem: null, verifiable };
}

function fatalProblem(
  { state, rawBody }: Pick<DeliveryColumns, 'state' | 'rawBody'>,
  endpoint: Endpoint | string,
): string | null {
  if ((OPEN_STATES as readonly unknown[]).includes(state)) return 'not_settled';
  if (state === 'handshake') return 'handshake';
  if (rawBody == null) return 'body_not_kept';
  return typeof endpoint === 'string' ? `workflow_${endpoint}` : null;
}

function credentialMissing(
  { headers, query }: Pick<DeliveryColumns, 'headers' | 'query'>,
  { verifier }: Endpoint,
): boolean {
  const { credentialHeaders, credentialQuery, signed } = verifier;
  const redacted = (values: unknown, names: readonly string[] | 'any') => {
    const stored = new Map(Object.entries((values ?? {}) as Record<string, unknown>));
    return (names === 'any' ? [...stored.keys()] : names).some((name) => [stored.get(name)].flat().includes(REDACTED));
  };
  return (
    redacted(headers, [...credentialHeaders, ...(signed?.headers ?? [])]) ||
    redacted(query, signed?.url ? 'any' : [...credentialQuery, ...(signed?.query ?? [])])
  );
}
