import type { WorkflowModel } from '@nocobase/plugin-workflow';
import { recordedResponse } from './response-to-run';
import { describeError } from '../log/describe-error';
import type { Inbox } from '../inbox/Inbox';
import { isStored } from '../inbox/insert-deliveries';
import { keepFiles, type KeepFilesTools, type KeptFiles } from '../files/keep-files';
import { findWorkflow } from '../inbox/worker/find-workflow';
import type { FirstDelivery } from '../inbox/record';
import { contentDigest } from '../inbox/row/content-digest';
import { storableContext } from '../inbox/row/storable-context';
import { runRecorded, type RunRecordedTools } from './run-recorded';
import { isRejection, reject, type Rejection } from '../model/rejection';
import type { ReceivedFile, Exchange, WorkflowContext } from '../model/delivery';
import type { HttpResponse } from '../model/request';
import { responseToDuplicate } from './response-to-duplicate';

/** What accepting works on. */
export interface AcceptTools extends RunRecordedTools, KeepFilesTools {
  inbox: Inbox;
}

/**
 * Records a verified delivery, then acknowledges and dispatches it, or runs it to its end. A duplicate does neither: it gets the first
 * response.
 * @param files of its body, which are stored where the endpoint says so
 * @returns the response; 503 when the delivery or its files can't be stored, so that the sender tries again; 404 for a workflow that has
 * just been disabled
 */
export async function accept(
  tools: AcceptTools,
  exchange: Exchange,
  received: WorkflowContext,
  files: readonly ReceivedFile[],
  acknowledgement?: HttpResponse,
): Promise<HttpResponse | Rejection> {
  const { inbox, engine, db } = tools;
  const context = storableContext(received, db.sequelize.getDialect());
  const { workflowKey, workflowId, files: storing } = exchange.endpoint;
  const workflow = await findWorkflow(tools, workflowKey, workflowId);
  if (typeof workflow === 'string') return reject('endpoint_not_found', `workflow ${workflow}`);
  exchange.contentDigest = contentDigest(received.data, files);
  const isSync = engine.isWorkflowSync(workflow);
  const configured = (own: WorkflowContext) =>
    isSync ? undefined : (acknowledgement ?? recordedResponse(exchange.endpoint, own));
  // Check for duplicates and backpressure before storing files.
  const known = storing && files.length ? await inbox.precheck(exchange, context) : undefined;
  if (known) {
    const copy = { exchange, context, configured: configured(context) };
    return isRejection(known) ? known : responseToDuplicate(inbox, copy, known);
  }
  const kept = await keepFiles(tools, exchange, context, files);
  if (isRejection(kept)) return kept;
  const response = configured(kept.context);
  if (!response) return recordAndRun(tools, workflow, exchange, kept, acknowledgement);

  const first = await inbox.record(exchange, kept.context, response);
  if (!first) return response;
  return notRecorded(tools, exchange, kept, { first, configured: response });
}

async function recordAndRun(
  tools: AcceptTools,
  workflow: WorkflowModel,
  exchange: Exchange,
  kept: KeptFiles,
  acknowledgement?: HttpResponse,
): Promise<HttpResponse | Rejection> {
  const { inbox, slots } = tools;
  const { context, drop } = kept;
  if (!slots.hasRoom) {
    await drop();
    return reject('unavailable', 'too many runs wait', { retry: 'busy' });
  }
  // It waits for its slot while it is being recorded.
  const recording = inbox.recordRun(exchange, context);
  const response = runRecorded(tools, recording, { workflow, exchange, context, acknowledgement });
  const first = await recording;
  return first ? notRecorded(tools, exchange, kept, { first }) : response;
}

async function notRecorded(
  { inbox, db, warn }: AcceptTools,
  exchange: Exchange,
  { context, stored, drop }: KeptFiles,
  { first, configured }: { first: FirstDelivery | Rejection; configured?: HttpResponse },
): Promise<HttpResponse | Rejection> {
  if (!isRejection(first)) {
    await drop();
    return responseToDuplicate(inbox, { exchange, context, configured }, first);
  }
  if (!stored) return first;
  const { id } = exchange.request;
  try {
    // It may have been committed without this process learning of it; then it runs, and needs its files.
    if (!(await isStored(db, id))) await drop();
  } catch (error) {
    warn(`files of delivery ${id} kept, as it may be stored`, describeError(error));
  }
  return first;
}
