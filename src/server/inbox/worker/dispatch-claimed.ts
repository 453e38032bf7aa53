import { describeError } from '../../log/describe-error';
import { settle } from '../settle';
import { release, type ClaimedDelivery } from './claim';
import type { Dispatching } from './EngineFeed';
import { findWorkflow } from './find-workflow';
import { HOLD_FOR, holdClaimed } from './hold';
import { MAX_ATTEMPTS, pauseAfter, postpone } from './postpone';
import type { WorkerTools } from './WorkerTools';
import { RELEASED_KEYS } from '../row/delivery-key';

/** What became of a claimed delivery; it says how to treat further ones of its workflow. */
export type DispatchOutcome =
  | 'done'
  /** held for a disabled workflow */
  | 'held'
  /** the same, and the workflow has been enabled or deleted meanwhile */
  | 'changed'
  /** given back: its workflow is synchronous and it has no slot, or the other way round */
  | 'misplaced';

/** How a claimed delivery is dispatched. */
export interface DispatchMode {
  /** whether it has a slot, which a synchronous run needs */
  inSlot: boolean;
  /** false as soon as the worker stops: what the engine refuses then is only given back */
  isOpen: () => boolean;
  /** is given the run as soon as it has begun */
  begun: (run: Dispatching) => void;
}

/**
 * Gives one claimed delivery to the engine and settles it: `dispatched` with its execution; `failed` when its workflow is gone, or
 * dead-lettered when the engine has refused it too often; held while the workflow is disabled; otherwise put back for another attempt.
 * @throws what the database throws; the claim then stays until its lease expires
 */
export async function dispatchClaimed(
  tools: WorkerTools,
  delivery: ClaimedDelivery,
  { inSlot, isOpen, begun }: DispatchMode,
): Promise<DispatchOutcome> {
  const { db, engine, owner, dispatch, backpressure, dropped, now, left } = tools;
  const { id, workflowKey, workflowId } = delivery;
  const workflow = await findWorkflow(tools, workflowKey, workflowId);
  if (workflow === 'disabled') return holdFor(tools, delivery);
  if (workflow === 'gone') {
    const reason = 'the workflow was deleted';
    await settle(db, id, { state: 'failed', code: 'workflow_gone', reason, ...RELEASED_KEYS });
    left();
    return 'done';
  }
  if (engine.isWorkflowSync(workflow) !== inSlot) {
    await release(db, [id], owner);
    return 'misplaced';
  }
  const run = dispatch(workflow, delivery);
  begun(run);
  const result = await run.made;
  if ('error' in result) {
    await putBack(tools, delivery, result.error, isOpen());
    return 'done';
  }
  backpressure.add(result.executionId, now());
  dropped.watch(result.executionId, now());
  left(now() - delivery.receivedAt.getTime());
  await settle(db, id, { state: 'dispatched', executionId: result.executionId, duration: delivery.duration });
  return 'done';
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
  await settle(db, id, { state: 'failed', code: 'not_started', reason, ...RELEASED_KEYS });
  left();
}

async function holdFor(
  tools: WorkerTools,
  { id, workflowKey, workflowId }: ClaimedDelivery,
): Promise<'held' | 'changed'> {
  const { db, owner, now } = tools;
  await holdClaimed(db, [id], { owner, until: new Date(now() + HOLD_FOR) });
  // It may have been enabled, or deleted, after it was looked up.
  return (await findWorkflow(tools, workflowKey, workflowId)) === 'disabled' ? 'held' : 'changed';
}
