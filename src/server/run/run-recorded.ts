import type Database from '@nocobase/database';
import type { WorkflowModel } from '@nocobase/plugin-workflow';
import { describeError } from '../log/describe-error';
import type { OpenRuns } from '../inbox/worker/InFlightRuns';
import { reclaim } from '../inbox/worker/reclaim';
import type { Leave, RunSlots } from '../inbox/worker/RunLimiter';
import { settleInTheEnd, type Settlement } from '../inbox/settle';
import type { Worker } from '../inbox/worker/Worker';
import { isRejection, reject, type Rejection } from '../model/rejection';
import type { Visit, WorkflowContext } from '../model/delivery';
import type { Reply } from '../model/request';
import { run, type RunTools } from './run';
import { settlementOf, toldOf, type Told } from './settlement-of';

// Milliseconds from arrival on in which a claim can't have been lost: most runs begin by then, and need not ask.
const SURE_FOR = 3_000;
const RETRY = { headers: [{ name: 'Retry-After', value: '5' }] };

/** What running a recorded delivery works on. */
export interface RunRecordedTools extends RunTools {
  db: Database;
  worker: Worker;
  slots: RunSlots;
  runs: OpenRuns;
  warn: (message: string, detail: unknown) => void;
}

/** A delivery that has been recorded, and the workflow that runs it. */
export interface RecordedRun {
  workflow: WorkflowModel;
  visit: Visit;
  context: WorkflowContext;
  /** what a good call is answered in place of the configured response */
  acknowledgement?: Reply;
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
): Promise<Reply | Rejection> {
  return new Promise((resolve) => {
    const { id } = recorded.visit.call;
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
  { workflow, visit, context, acknowledgement }: RecordedRun,
  answer: (outcome: Reply | Rejection) => void,
): Promise<void> {
  const { now } = tools;
  const { endpoint } = visit;
  const leave = await turn;
  if (!leave) {
    const outcome = reject('unavailable', tools.slots.isOpen ? 'no turn in time' : 'shutting down', RETRY);
    const refuse = () => answer({ ...outcome, recorded: true });
    return write(tools, visit, settlementOf({ began: false, outcome }, toldOf(outcome, visit, now())), refuse);
  }
  if (!(await isStillOurs(tools, visit, leave))) {
    // Whoever has taken it over has settled it, and has let the sender's next try in.
    return answer({ ...reject('unavailable', 'its claim was lost', RETRY), recorded: true });
  }
  const timeout = Math.max(1, endpoint.timeout - (now() - visit.call.receivedAt));
  const going = run(tools, workflow, { ...endpoint, timeout }, context, acknowledgement);
  void going.ended.finally(leave);
  const outcome = await going.answered;
  const told = toldOf(outcome, visit, now());
  const reply = isRejection(outcome) ? { ...outcome, recorded: true } : outcome;
  const end = await Promise.race([going.ended, undefined]);
  if (end) return write(tools, visit, settlementOf(end, told), () => answer(reply));
  // The run goes on after its answer. When that says that time is up, a duplicate gets what comes in the end.
  answer(reply);
  const late = isRejection(outcome) && outcome.rejected === 'timeout';
  const { answer: _answer, ...heard } = told;
  await note(tools, visit, late ? heard : told);
  await write(tools, visit, settlementOf(await going.ended, late ? heard : told));
}

async function isStillOurs({ db, worker, now }: RunRecordedTools, { call }: Visit, leave: Leave): Promise<boolean> {
  if (now() - call.receivedAt < SURE_FOR) return true;
  let kept = false;
  try {
    kept = await reclaim(db, call.id, worker.lease());
  } finally {
    if (!kept) leave();
  }
  return kept;
}

async function note({ db, warn }: RunRecordedTools, { call }: Visit, values: Told): Promise<void> {
  await db
    .getModel('webhookDeliveries')
    .update(values, { where: { id: call.id }, logging: false })
    .catch((error: unknown) => warn(`delivery ${call.id} not settled`, describeError(error)));
}

async function write(
  { db, warn }: RunRecordedTools,
  { call }: Visit,
  values: Settlement,
  tried: () => void = () => undefined,
): Promise<void> {
  await settleInTheEnd(db, call.id, values, tried).catch((error: unknown) =>
    warn(`delivery ${call.id} not settled`, describeError(error)),
  );
}
