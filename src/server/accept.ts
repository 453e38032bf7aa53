import type { WorkflowModel } from '@nocobase/plugin-workflow';
import { answerRecorded } from './answer-run';
import { dispatch, type DispatchTools } from './dispatch';
import { record } from './inbox/record';
import { settle } from './inbox/settle';
import { isRejection, reject, type Rejection } from './receive/rejection';
import type { Endpoint, Reply, WorkflowContext } from './receive/types';
import { run, type RunTools } from './run';

const RETRY_LATER = [{ name: 'Retry-After', value: '10' }];

/**
 * Records a verified delivery, then acknowledges it and lets it run, or runs it to its end.
 * @returns the reply; 503 when the delivery can't be stored, so that the sender tries again; 404 for a workflow that has just been
 * disabled
 */
export async function accept(
  tools: DispatchTools & RunTools,
  endpoint: Endpoint,
  context: WorkflowContext,
  acknowledgement?: Reply,
): Promise<Reply | Rejection> {
  const { db, engine, warn } = tools;
  const { id } = context.delivery;
  const workflow = await findEnabled(tools, endpoint);
  if (!workflow) return reject('endpoint_not_found', 'workflow disabled');
  const synchronous = engine.isWorkflowSync(workflow);
  try {
    await record(db, endpoint, context, synchronous ? 'running' : 'recorded');
  } catch (error) {
    warn(`delivery ${id} could not be stored`, error);
    return reject('unavailable', 'could not be stored', { headers: RETRY_LATER });
  }
  if (!synchronous) {
    dispatch(tools, workflow, { id, workflowKey: endpoint.workflowKey, context });
    return acknowledgement ?? answerRecorded(endpoint, context);
  }
  const outcome = await run(tools, workflow, endpoint, context, acknowledgement);
  if (isRejection(outcome) && outcome.rejected !== 'timeout') {
    await settle(db, id, 'failed', { error: outcome.reason }).catch((error) =>
      warn(`delivery ${id} not settled`, error),
    );
  }
  return outcome;
}

// The engine's own copy may be wrong after a transaction that was rolled back; the table is asked then.
async function findEnabled({ db, engine }: DispatchTools, endpoint: Endpoint): Promise<WorkflowModel | undefined> {
  const cached = engine.enabledCache.get(endpoint.workflowId as number);
  if (cached?.enabled) return cached;
  const stored: WorkflowModel | null = await db
    .getRepository('workflows')
    .findOne({ filterByTk: endpoint.workflowId, filter: { enabled: true } });
  return stored ?? undefined;
}
