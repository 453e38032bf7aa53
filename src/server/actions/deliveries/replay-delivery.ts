import { v7 as newId } from 'uuid';
import type { Replayed } from '../../../common/api/deliveries';
import { accept, type AcceptTools } from '../../run/accept';
import type { EndpointRegistry } from '../../endpoint/registry';
import { findWorkflow } from '../../inbox/worker/find-workflow';
import { contentEncodings, decodeBody } from '../../receive/decode-body';
import { replay } from '../../receive/replay';
import type { Steps } from '../../receive/Steps';
import type { SealedValues } from '../../inbox/row/sealed-values';
import { isRejection } from '../../model/rejection';
import type { Exchange } from '../../model/delivery';
import type { Endpoint } from '../../model/endpoint';
import { ActionError } from './ActionError';
import { findDelivery, type DeliveryColumns } from './get-delivery';
import { replayProblem } from './replay-problem';
import { storedCall } from './stored-call';

/** What replaying works on. */
export interface ReplayTools {
  accept: AcceptTools;
  registry: EndpointRegistry;
  steps: Pick<Steps, 'parseBody' | 'parseQuery' | 'fetchCertificate'>;
  /** path above the endpoints, such as `/api/webhooks` */
  base: string;
  now: () => number;
  /** decrypts what a row keeps for its replay */
  unseal: (text: string) => Promise<string>;
}

/**
 * Runs a stored delivery again through its workflow as it is now: a new delivery, linked to the old one, and never a duplicate of it.
 * @param verify verifies it again with the secrets of today, as of the time when it was received
 * @throws ActionError 404 without such a delivery; 409 with a code when it can't be run again, or is refused now
 */
export async function replayDelivery(tools: ReplayTools, id: unknown, verify: boolean): Promise<Replayed> {
  const row = (await findDelivery(tools.accept.db, id)).get();
  const endpoint = await endpointOf(tools, row);
  const problem = problemOf(row, endpoint, verify);
  if (problem || typeof endpoint === 'string') {
    throw new ActionError(409, problem ?? 'workflow_gone', `The delivery can't be replayed: ${problem}`);
  }

  const sealed = await unsealed(tools, row);
  const request = storedCall(row, { id: newId(), base: tools.base, now: tools.now(), sealed });
  const received = Buffer.from(row.rawBody as Buffer);
  const encodings = contentEncodings(request.headers.get('content-encoding')?.[0]) ?? [];
  const decoded =
    encodings.length && received.length ? await decodeBody(received, encodings, endpoint.maxBodySize) : received;
  if (isRejection(decoded)) throw new ActionError(409, decoded.rejected, decoded.reason);
  const exchange: Exchange = { request: request, endpoint, checks: [], body: received, replayOf: String(row.id) };
  const outcome = await replay(
    exchange,
    {
      bytes: { received, decoded },
      params: paramsOf(tools.registry, request.method, request.endpointPath, endpoint),
      verify,
      receivedAt: new Date(row.receivedAt as string).getTime(),
    },
    { ...tools.steps, accept: (...all) => accept(tools.accept, ...all) },
  );
  if (isRejection(outcome) && !outcome.recorded) throw new ActionError(409, outcome.rejected, outcome.reason);
  const made = (await findDelivery(tools.accept.db, request.id)).get();
  return {
    id: request.id,
    state: String(made.state),
    code: (made.code as string | null) ?? null,
    reason: (made.reason as string | null) ?? null,
  };
}

async function unsealed({ unseal }: ReplayTools, { sealed }: DeliveryColumns): Promise<SealedValues | undefined> {
  if (sealed == null) return undefined;
  try {
    return JSON.parse(await unseal(sealed as string)) as SealedValues;
  } catch {
    // The application's key is another one now.
    throw new ActionError(409, 'values_not_kept', "Values of the delivery can't be decrypted");
  }
}

/** The endpoint that a delivery's workflow has now, or why it has none. */
export async function endpointOf(
  { accept: tools, registry }: Pick<ReplayTools, 'accept' | 'registry'>,
  { workflowKey, workflowId }: Pick<DeliveryColumns, 'workflowKey' | 'workflowId'>,
): Promise<Endpoint | 'disabled' | 'gone'> {
  const workflow = await findWorkflow(tools, String(workflowKey), workflowId as string);
  return typeof workflow === 'string' ? workflow : (registry.get(workflow.id) ?? 'disabled');
}

function problemOf(row: DeliveryColumns, endpoint: Endpoint | 'disabled' | 'gone', verify: boolean): string | null {
  const choice = replayProblem(row, endpoint);
  if (choice.replayProblem && choice.replayProblem !== 'not_verified') return choice.replayProblem;
  if (verify) return choice.verifiable ? null : 'credential_redacted';
  return choice.replayProblem;
}

// Parameters of the path as the endpoint is now; none when its path has become another.
function paramsOf(registry: EndpointRegistry, method: string, path: string, { workflowKey }: Endpoint) {
  const route = registry.find(method, path);
  return route.found === 'endpoint' && route.endpoint.workflowKey === workflowKey ? route.params : {};
}
