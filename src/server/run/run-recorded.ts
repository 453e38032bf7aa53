import type Database from '@nocobase/database';
import type { WorkflowModel } from '@nocobase/plugin-workflow';
import { describeError } from '../log/describe-error';
import type { InFlightRuns } from '../inbox/worker/InFlightRuns';
import { reclaim } from '../inbox/worker/reclaim';
import type { Leave, RunLimiter } from '../inbox/worker/RunLimiter';
import { settleWithRetry, type Settlement } from '../inbox/settle';
import type { Worker } from '../inbox/worker/Worker';
import { isRejection, reject, type Rejection } from '../model/rejection';
import type { Exchange, WorkflowContext } from '../model/delivery';
import type { HttpResponse } from '../model/request';
import { run, type RunTools } from './run';
import { settlementOf, sentOutcome, type SentOutcome } from './settlement-of';

// Milliseconds from arrival on in which a claim can't have been lost: most runs begin by then, and need not ask.
const SURE_FOR = 3_000;
const RETRY = { headers: [{ name: 'Retry-After', value: '5' }] };

/** What running a recorded delivery works on. */
export interface RunRecordedTools extends RunTools {
  db: Database;
  worker: Worker;
  slots: RunLimiter;
  runs: InFlightRuns;
  warn: (message: string, detail: unknown) => void;
}

/** A delivery that has been recorded, and the workflow that runs it. */
export interface RecordedRun {
  workflow: WorkflowModel;
  visit: Exchange;
  context: WorkflowContext;
  /** what a good call is answered in place of the configured response */
  acknowledgement?: HttpResponse;
}

/**
 * Runs a delivery of a synchronous workflow when it is its turn, and writes the outcome on its row, also when the run ends after the
 * sender was told that it takes too long.
 * @param turn gives what ends the turn; undefined when it did not come in time, or comes no more
 * @returns the answer for the sender, at the latest when the endpoint's time is up
 */
export function runRecorded(
  tools: RunRecordedTools,
  turn: Promise<Leave | undefined>,
  recorded: RecordedRun,
): Promise<HttpResponse | Rejection> {
  return new Promise((resolve) => {
    const { id } = recorded.visit.request;
    const ended = tools.worker
      .keep(id, () => takeTurn(tools, turn, recorded, resolve))
      .catch((error: unknown) => {
        // Nothing may leave a sender waiting. The claim runs out, and whoever takes the delivery over settles it.
        tools.warn(`delivery ${id} not settled`, describeError(error));
        resolve({ ...reject('unavailable', 'fault', RETRY), recorded: true });
      });
    tools.runs.add(ended);
  });
}

async function takeTurn(
  tools: RunRecordedTools,
  turn: Promise<Leave | undefined>,
  { workflow, visit: exchange, context, acknowledgement }: RecordedRun,
  answer: (outcome: HttpResponse | Rejection) => void,
): Promise<void> {
  const { now } = tools;
  const { endpoint } = exchange;
  const leave = await turn;
  if (!leave) {
    const outcome = reject('unavailable', tools.slots.isOpen ? 'no turn in time' : 'shutting down', RETRY);
    const refuse = () => answer({ ...outcome, recorded: true });
    return write(
      tools,
      exchange,
      settlementOf({ began: false, outcome }, sentOutcome(outcome, exchange, now())),
      refuse,
    );
  }
  if (!(await isStillOurs(tools, exchange, leave))) {
    // Whoever has taken it over has settled it, and has let the sender's next try in.
    return answer({ ...reject('unavailable', 'its claim was lost', RETRY), recorded: true });
  }
  const timeout = Math.max(1, endpoint.timeout - (now() - exchange.request.receivedAt));
  const going = run(tools, workflow, { ...endpoint, timeout }, context, acknowledgement);
  void going.ended.finally(leave);
  const outcome = await going.answered;
  const told = sentOutcome(outcome, exchange, now());
  const response = isRejection(outcome) ? { ...outcome, recorded: true } : outcome;
  const end = await Promise.race([going.ended, undefined]);
  if (end) return write(tools, exchange, settlementOf(end, told), () => answer(response));
  // The run goes on after its answer. When that says that time is up, a duplicate gets what comes in the end.
  answer(response);
  const late = isRejection(outcome) && outcome.rejected === 'timeout';
  const { answer: _answer, ...heard } = told;
  await note(tools, exchange, late ? heard : told);
  await write(tools, exchange, settlementOf(await going.ended, late ? heard : told));
}

async function isStillOurs(
  { db, worker, now }: RunRecordedTools,
  { request: request }: Exchange,
  leave: Leave,
): Promise<boolean> {
  if (now() - request.receivedAt < SURE_FOR) return true;
  let kept = false;
  try {
    kept = await reclaim(db, request.id, worker.lease());
  } finally {
    if (!kept) leave();
  }
  return kept;
}

async function note(
  { db, warn }: RunRecordedTools,
  { request: request }: Exchange,
  values: SentOutcome,
): Promise<void> {
  await db
    .getModel('webhookDeliveries')
    .update(values, { where: { id: request.id }, logging: false })
    .catch((error: unknown) => warn(`delivery ${request.id} not settled`, describeError(error)));
}

async function write(
  { db, warn }: RunRecordedTools,
  { request: request }: Exchange,
  values: Settlement,
  tried: () => void = () => undefined,
): Promise<void> {
  await settleWithRetry(db, request.id, values, tried).catch((error: unknown) =>
    warn(`delivery ${request.id} not settled`, describeError(error)),
  );
}
