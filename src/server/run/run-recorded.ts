import type Database from '@nocobase/database';
import type { WorkflowModel } from '@nocobase/plugin-workflow';
import type { FirstDelivery } from '../inbox/record';
import { settle, settleWithRetry, type Settlement } from '../inbox/settle';
import type { InFlightRuns } from '../inbox/worker/InFlightRuns';
import { reclaim } from '../inbox/worker/reclaim';
import type { RunLimiter } from '../inbox/worker/RunLimiter';
import type { Worker } from '../inbox/worker/Worker';
import { describeError } from '../log/describe-error';
import type { Exchange, WorkflowContext } from '../model/delivery';
import { isRejection, reject, type Rejection } from '../model/rejection';
import type { HttpResponse } from '../model/request';
import { runWorkflow, type EndedRun, type RunTools } from './run-workflow';
import { sentOutcome, settlementOf, type SentOutcome } from './settlement-of';

// Milliseconds from arrival within which a lease can't have expired: most runs begin by then, and need not check.
const SURE_FOR = 3_000;

/** What running a recorded delivery works on. */
export interface RunRecordedTools extends RunTools {
  db: Database;
  worker: Worker;
  slots: RunLimiter;
  runs: InFlightRuns;
  warn: (message: string, detail: unknown) => void;
}

/** A delivery of a synchronous workflow. */
export interface RecordedRun {
  workflow: WorkflowModel;
  exchange: Exchange;
  context: WorkflowContext;
  /** the response to a successful run, in place of the configured one */
  acknowledgement?: HttpResponse;
}

/** What is left to write when a slot has been released. */
interface Unsettled {
  settlement: Settlement;
  /** the response, where the sender still waits for it */
  response?: HttpResponse | Rejection;
}

/**
 * Waits for a slot, runs a delivery in it once it has been recorded, and writes the outcome on its row, also when the run ends after the
 * sender was told that it takes too long.
 * @param recording undefined when the delivery has been recorded; otherwise nothing runs, and nothing is answered here
 * @returns the response, at the latest when the endpoint's time is up
 */
export function runRecorded(
  tools: RunRecordedTools,
  recording: Promise<FirstDelivery | Rejection | undefined>,
  recorded: RecordedRun,
): Promise<HttpResponse | Rejection> {
  const { slots, worker, runs, warn } = tools;
  const { id } = recorded.exchange.request;
  return new Promise((respond) => {
    const work = async () => {
      const left = await slots.run(recorded.exchange.endpoint.timeout, async (admitted) => {
        const isRecorded = await recording.then(
          (result) => !result,
          () => false,
        );
        return isRecorded ? runIn(tools, admitted, recorded, respond) : undefined;
      });
      if (left) await write(tools, recorded.exchange, left, respond);
    };
    const done = worker.keep(id, work).catch((error: unknown) => {
      // No sender is left waiting. The lease expires, and the process that recovers the delivery settles it.
      warn(`delivery ${id} not settled`, describeError(error));
      respond({ ...reject('unavailable', 'fault', { retry: 'busy' }), recorded: true });
    });
    runs.add(done);
  });
}

async function runIn(
  tools: RunRecordedTools,
  admitted: boolean,
  { workflow, exchange, context, acknowledgement }: RecordedRun,
  respond: (response: HttpResponse | Rejection) => void,
): Promise<Unsettled | undefined> {
  const { now, slots } = tools;
  const { endpoint, request } = exchange;
  if (!admitted) {
    const outcome = reject('unavailable', slots.isOpen ? 'no slot in time' : 'shutting down', { retry: 'busy' });
    const settlement = settlementOf({ began: false, outcome }, sentOutcome(outcome, exchange, now()));
    return { settlement, response: { ...outcome, recorded: true } };
  }
  if (!(await isStillOurs(tools, exchange))) {
    // The process that has recovered it has settled it, and has let the sender's next attempt in.
    respond(reject('unavailable', 'its claim was lost', { retry: 'busy', recorded: true }));
    return undefined;
  }
  const timeout = Math.max(1, endpoint.timeout - (now() - request.receivedAt));
  const { answered, ended } = runWorkflow(tools, workflow, { ...endpoint, timeout }, context, acknowledgement);
  const { outcome, end } = await answered;
  const sent = sentOutcome(outcome, exchange, now());
  const response = isRejection(outcome) ? { ...outcome, recorded: true } : outcome;
  if (end) return { settlement: settlementOf(end, sent), response };
  respond(response);
  return { settlement: await settlementOfLate(tools, exchange, { outcome, sent, ended }) };
}

/** The run stays in flight after its response. After a timeout, a duplicate gets the response that comes later. */
async function settlementOfLate(
  tools: RunRecordedTools,
  exchange: Exchange,
  {
    outcome,
    sent,
    ended,
  }: { outcome: HttpResponse | Rejection; sent: Required<SentOutcome>; ended: Promise<EndedRun> },
): Promise<Settlement> {
  const isTimeout = isRejection(outcome) && outcome.rejected === 'timeout';
  const { answer: _answer, ...withoutAnswer } = sent;
  const known = isTimeout ? withoutAnswer : sent;
  const [end] = await Promise.all([ended, writeSent(tools, exchange, known)]);
  return settlementOf(end, known);
}

async function isStillOurs({ db, worker, now }: RunRecordedTools, { request }: Exchange): Promise<boolean> {
  return now() - request.receivedAt < SURE_FOR || reclaim(db, request.id, worker.lease());
}

async function writeSent({ db, warn }: RunRecordedTools, { request }: Exchange, sent: SentOutcome): Promise<void> {
  await db
    .getModel('webhookDeliveries')
    .update(sent, { where: { id: request.id }, logging: false })
    .catch((error: unknown) => warn(`delivery ${request.id} not settled`, describeError(error)));
}

/** Settles a delivery, then responds: after one try, as a sender must not wait for a database that is down. */
async function write(
  { db, warn }: RunRecordedTools,
  { request: { id } }: Exchange,
  { settlement, response }: Unsettled,
  respond: (response: HttpResponse | Rejection) => void,
): Promise<void> {
  const isSettled = await settle(db, id, settlement).then(
    () => true,
    () => false,
  );
  if (response) respond(response);
  if (isSettled) return;
  await settleWithRetry(db, id, settlement).catch((error: unknown) =>
    warn(`delivery ${id} not settled`, describeError(error)),
  );
}
