import type { ReplayChoice } from '../../../common/api/deliveries';
import { OPEN_STATES } from '../../../common/deliveryStates';
import type { DeliveryRow } from '../../inbox/row/DeliveryRow';
import { REDACTED } from '../../inbox/row/redact';
import { lacksValues } from '../../inbox/row/sealed-values';
import type { Endpoint } from '../../model/endpoint';
import type { DeliveryColumns } from './get-delivery';

type ReplayedColumns = Pick<DeliveryColumns, 'state' | 'rawBody' | 'verification' | 'headers' | 'query' | 'sealed'>;

const NO_EVENT: ReadonlySet<string> = new Set(['handshake', 'method']);

/**
 * Whether a stored delivery can be run again.
 * @param endpoint of its workflow as it is now, or why there is none
 */
export function replayProblem(row: ReplayedColumns, endpoint: Endpoint | 'disabled' | 'gone'): ReplayChoice {
  const fatal = fatalProblem(row, endpoint);
  if (fatal || typeof endpoint === 'string') return { replayable: false, replayProblem: fatal, verifiable: false };
  const verifiable = !credentialMissing(row, endpoint);
  const verified = stepsOf(row).some(({ step, ok }) => step === 'verification' && ok);
  if (!verified || (endpoint.verifier.hasEnvelope && !verifiable)) {
    return { replayable: false, replayProblem: 'not_verified', verifiable };
  }
  return { replayable: true, replayProblem: null, verifiable };
}

function fatalProblem(row: ReplayedColumns, endpoint: Endpoint | string): string | null {
  const { state, rawBody, sealed } = row;
  if ((OPEN_STATES as readonly unknown[]).includes(state)) return 'not_settled';
  // What a handshake, or the check of the method, refused is none of the events that a workflow is for.
  if (state === 'handshake' || stepsOf(row).some(({ step, ok }) => !ok && NO_EVENT.has(step))) return 'handshake';
  if (rawBody == null) return 'body_not_kept';
  if (typeof endpoint === 'string') return `workflow_${endpoint}`;
  return sealed == null && lacksValues(shownValues(row), endpoint) ? 'values_not_kept' : null;
}

function stepsOf({ verification }: Pick<DeliveryColumns, 'verification'>): { step: string; ok: boolean }[] {
  return (verification ?? []) as { step: string; ok: boolean }[];
}

function shownValues({ headers, query }: Pick<DeliveryColumns, 'headers' | 'query'>) {
  return { headers: (headers ?? {}) as DeliveryRow['headers'], query: (query ?? {}) as DeliveryRow['query'] };
}

function credentialMissing(row: ReplayedColumns, { verifier }: Endpoint): boolean {
  const { headers, query } = shownValues(row);
  const { credentialHeaders, credentialQuery, signed } = verifier;
  const redacted = (values: Record<string, string | string[]>, names: readonly string[]) =>
    names.some((name) => Object.hasOwn(values, name) && [values[name]].flat().includes(REDACTED));
  if (redacted(headers, credentialHeaders) || redacted(query, credentialQuery)) return true;
  // Whatever else is redacted and signed is sealed, or gone.
  if (row.sealed != null || !signed) return false;
  return redacted(headers, signed.headers) || redacted(query, signed.url ? Object.keys(query) : signed.query);
}
