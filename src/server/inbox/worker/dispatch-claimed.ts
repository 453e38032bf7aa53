import { release, type ClaimedDelivery } from './claim';
import { describeError } from '../../log/describe-error';
import { findWorkflow } from './find-workflow';
import { HOLD_FOR, holdClaimed } from './hold';
import { MAX_ATTEMPTS, pauseAfter, postpone } from './postpone';
import type { Leave } from './RunLimiter';
import { settle } from '../settle';
import type { WorkerTools } from './WorkerTools';

/** What has become of a delivery that was handed over, for whoever has more of its workflow. */
export type DispatchOutcome =
  | 'done'
  /** held for a disabled workflow */
  | 'held'
  /** the same, and the workflow has been enabled or deleted meanwhile */
  | 'changed'
  /** given back: its workflow is synchronous and it has no turn, or the other way round */
  | 'misplaced';

/**
 * Gives one claimed delivery to the engine and settles it: `dispatched` with its execution, `failed` when its workflow is gone or the engine
 * has refused it too often, held while the workflow is disabled, else put back for another try.
 * @param isOpen false as soon as the worker stops: what the engine refuses then is only given back
 * @param leave ends the turn that the delivery has, which a synchronous run needs; it is called in any case
 * @throws whatever the database throws; the claim stays then until it runs out
 */
export async function dispatchClaimed(
  tools: WorkerTools,
  delivery: ClaimedDelivery,
  isOpen: () => boolean,
  leave?: Leave,
): Promise<DispatchOutcome> {
  const { db, engine, owner, dispatch, backpressure: backpressure, dropped, now, left } = tools;
  const { id, workflowKey, workflowId } = delivery;
  let begun = false;
  try {
    const workflow = await findWorkflow(tools, workflowKey, workflowId);
    if (workflow === 'disabled') return await holdFor(tools, delivery);
    if (workflow === 'gone') {
      await settle(db, id, {
        state: 'failed',
        code: 'workflow_gone',
        reason: 'the workflow was deleted',
        dedupKey: null,
      });
      left();
      return 'done';
    }
    if (engine.isWorkflowSync(workflow) !== Boolean(leave)) {
      await release(db, [id], owner);
      return 'misplaced';
    }
    begun = true;
    const result = await dispatch(workflow, delivery, leave);
    if ('error' in result) {
      await putBack(tools, delivery, result.error, isOpen());
      return 'done';
    }
    backpressure.note(result.executionId, now());
    dropped.watch(result.executionId, now());
    left(now() - delivery.receivedAt.getTime());
    await settle(db, id, { state: 'dispatched', executionId: result.executionId, duration: delivery.duration });
    return 'done';
  } finally {
    if (!begun) leave?.();
  }
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

async function holdFor(
  tools: WorkerTools,
  { id, workflowKey, workflowId }: ClaimedDelivery,
): Promise<'held' | 'changed'> {
  const { db, owner, now } = tools;
  await holdClaimed(db, [id], { owner, until: new Date(now() + HOLD_FOR) });
  // It may have been enabled, or deleted, between the look and the note.
  return (await findWorkflow(tools, workflowKey, workflowId)) === 'disabled' ? 'held' : 'changed';
}
