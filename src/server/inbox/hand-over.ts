import { release, type ClaimedDelivery } from './claim';
import { describeError } from './describe-error';
import { findWorkflow } from './find-workflow';
import { HOLD_FOR, holdClaimed } from './hold';
import { MAX_ATTEMPTS, pauseAfter, postpone } from './postpone';
import { settle } from './settle';
import type { WorkerTools } from './WorkerTools';

/**
 * Gives one claimed delivery to the engine and settles it: `dispatched` with its execution, `failed` when its workflow is gone or the engine
 * has refused it too often, held while the workflow is disabled, else put back for another try.
 * @param isOpen false as soon as the worker stops: what the engine refuses then is only given back
 * @returns whether it was held for a workflow that has been enabled or deleted meanwhile
 * @throws whatever the database throws; the claim stays then until it runs out
 */
export async function handOver(tools: WorkerTools, delivery: ClaimedDelivery, isOpen: () => boolean): Promise<boolean> {
  const { db, dispatch, starts, now, left } = tools;
  const { id, workflowKey, workflowId } = delivery;
  const workflow = await findWorkflow(tools, workflowKey, workflowId);
  if (workflow === 'disabled') return holdFor(tools, delivery);
  if (workflow === 'gone') {
    await settle(db, id, {
      state: 'failed',
      code: 'workflow_gone',
      reason: 'the workflow was deleted',
      dedupKey: null,
    });
    left();
    return false;
  }
  const result = await dispatch(workflow, delivery);
  if ('error' in result) {
    await putBack(tools, delivery, result.error, isOpen());
    return false;
  }
  starts.note(result.executionId, now());
  left(now() - delivery.receivedAt.getTime());
  await settle(db, id, { state: 'dispatched', executionId: result.executionId, duration: delivery.duration });
  return false;
}

async function putBack(
  { db, owner, now, warn, left }: WorkerTools,
  { id, attempts: before }: ClaimedDelivery,
  error: unknown,
  open: boolean,
): Promise<void> {
  if (!open) return release(db, [id], owner);
  const attempts = before + 1;
  const reason = describeError(error);
  warn(`delivery ${id} has no execution after ${attempts} attempts`, reason);
  if (attempts < MAX_ATTEMPTS) {
    return postpone(db, id, { attempts, reason, until: new Date(now() + pauseAfter(attempts)) });
  }
  await settle(db, id, { state: 'failed', code: 'not_started', reason, dedupKey: null });
  left();
}

async function holdFor(tools: WorkerTools, { id, workflowKey, workflowId }: ClaimedDelivery): Promise<boolean> {
  const { db, owner, now } = tools;
  await holdClaimed(db, [id], { owner, until: new Date(now() + HOLD_FOR) });
  // It may have been enabled, or deleted, between the look and the note.
  return (await findWorkflow(tools, workflowKey, workflowId)) !== 'disabled';
}
