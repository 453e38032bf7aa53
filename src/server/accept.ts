import type { WorkflowModel } from '@nocobase/plugin-workflow';
import { answerRecorded } from './answer-run';
import type { Inbox } from './inbox/Inbox';
import { findWorkflow } from './inbox/find-workflow';
import { runRecorded, type RunRecordedTools } from './run-recorded';
import { isRejection, reject, type Rejection } from './receive/rejection';
import type { Reply, Visit, WorkflowContext } from './receive/types';
import { replyToDuplicate } from './reply-to-duplicate';

/** What accepting works on. */
export interface AcceptTools extends RunRecordedTools {
  inbox: Inbox;
}

/**
 * Records a verified delivery, then acknowledges it and lets it run, or runs it to its end. A duplicate does neither: it gets the answer
 * of the first.
 * @returns the reply; 503 when the delivery can't be stored, so that the sender tries again; 404 for a workflow that has just been
 * disabled
 */
export async function accept(
  tools: AcceptTools,
  visit: Visit,
  context: WorkflowContext,
  acknowledgement?: Reply,
): Promise<Reply | Rejection> {
  const { inbox, engine } = tools;
  const { workflowKey, workflowId } = visit.endpoint;
  const workflow = await findWorkflow(tools, workflowKey, workflowId);
  if (typeof workflow === 'string') return reject('endpoint_not_found', `workflow ${workflow}`);
  if (engine.isWorkflowSync(workflow)) return run(tools, workflow, visit, context, acknowledgement);

  const reply = acknowledgement ?? answerRecorded(visit.endpoint, context);
  const first = await inbox.record(visit, context, reply);
  if (!first) return reply;
  return isRejection(first) ? first : replyToDuplicate(inbox, visit, context, first);
}

async function run(
  tools: AcceptTools,
  workflow: WorkflowModel,
  visit: Visit,
  context: WorkflowContext,
  acknowledgement?: Reply,
): Promise<Reply | Rejection> {
  const { inbox, slots } = tools;
  const turn = slots.enter(visit.endpoint.timeout);
  if (!turn) return reject('unavailable', 'too many runs wait', { headers: [{ name: 'Retry-After', value: '5' }] });
  const first = await inbox.recordRun(visit, context);
  if (!first) return runRecorded(tools, turn, { workflow, visit, context, acknowledgement });
  void turn.then((leave) => leave?.());
  return isRejection(first) ? first : replyToDuplicate(inbox, visit, context, first);
}
