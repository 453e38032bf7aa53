import type WorkflowPlugin from '@nocobase/plugin-workflow';
import type { WorkflowModel } from '@nocobase/plugin-workflow';
import type { Processor } from '@nocobase/plugin-workflow';
import { pendingResponse, responseToRun, timeoutResponse } from './response-to-run';
import type { PendingResponse, PendingResponses } from './PendingResponses';
import { closeBrokenRun } from './close-broken-run';
import type { RunLimiter } from '../inbox/worker/RunLimiter';
import { eventKeyOf } from '../inbox/states';
import { reject, type Rejection } from '../model/rejection';
import type { WorkflowContext } from '../model/delivery';
import type { Endpoint } from '../model/endpoint';
import type { HttpResponse } from '../model/request';
import { withdrawExecution } from './withdraw-execution';

// Milliseconds between two tries to begin a run.
const FIRST_PAUSE = 100;
const LAST_PAUSE = 1_000;

/** What a run needs. */
export interface RunTools {
  engine: WorkflowPlugin;
  answers: PendingResponses;
  /** closed while the application stops: nothing is tried again then */
  slots: Pick<RunLimiter, 'isOpen'>;
  /** milliseconds since 1970 */
  now: () => number;
}

/** How a run ended, and what is answered to it. `began` is false when it is certain that nothing of the workflow has run or will. */
export interface EndedRun {
  began: boolean;
  executionId?: number | string;
  outcome: HttpResponse | Rejection;
}

/** The response to a sender: `end` where it is that of a run that has ended. */
export interface AnsweredRun {
  outcome: HttpResponse | Rejection;
  end?: EndedRun;
}

/** A run in flight. `answered` settles at the latest when the endpoint's time is up, `ended` when the run has ended. Neither rejects. */
export interface InFlightRun {
  answered: Promise<AnsweredRun>;
  ended: Promise<EndedRun>;
}

/**
 * Runs a synchronous workflow until it is answered: by a Response node, or by its end. It waits at most as long as the endpoint allows; a
 * run that is answered before its end stays in flight. One that certainly has not begun is tried again while its time lasts.
 * @param acknowledgement the response to a successful run, in place of the configured one
 * @returns the reply; or a refusal: 504 when time is up, 500 for a failed run, 503 when no run could be started, 202 when the
 * engine starts it later
 */
export function runWorkflow(
  tools: RunTools,
  workflow: WorkflowModel,
  endpoint: Endpoint,
  context: WorkflowContext,
  acknowledgement?: HttpResponse,
): InFlightRun {
  const { answers } = tools;
  const { id } = context.delivery;
  const answer = answers.open(id);
  const ended = runToEnd(tools, workflow, endpoint, context, answer, acknowledgement).finally(() => answers.close(id));
  return { ended, answered: firstAnswer(ended, answer, endpoint, context) };
}

async function firstAnswer(
  ended: Promise<EndedRun>,
  answer: PendingResponse,
  endpoint: Endpoint,
  context: WorkflowContext,
): Promise<AnsweredRun> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, endpoint.timeout, 'late');
  });
  const end = ended.then((run) => ({ outcome: answer.reply ?? run.outcome, end: run }));
  const sent = answer.sent.then((outcome) => ({ outcome }));
  const first = await Promise.race([end, sent, late]).finally(() => clearTimeout(timer));
  if (first !== 'late') return first;
  if (answer.reply) return { outcome: answer.reply };
  answer.answeredBy = 'timeout';
  return { outcome: timeoutResponse(endpoint, context) };
}

async function runToEnd(
  tools: RunTools,
  workflow: WorkflowModel,
  endpoint: Endpoint,
  context: WorkflowContext,
  answer: PendingResponse,
  acknowledgement?: HttpResponse,
): Promise<EndedRun> {
  const { now, slots } = tools;
  const deadline = now() + endpoint.timeout;
  for (let pause = FIRST_PAUSE; ; pause = Math.min(2 * pause, LAST_PAUSE)) {
    const mayTryAgain = () => slots.isOpen && Boolean(workflow.enabled) && now() + pause < deadline;
    const end = await tryRun(tools, workflow, context, mayTryAgain);
    if (end === 'again') {
      await new Promise((resolve) => setTimeout(resolve, pause));
      continue;
    }
    if (!('processor' in end)) return end;
    const { processor, brokeOff, executionId } = end;
    return {
      began: true,
      executionId,
      outcome:
        answer.reply ??
        answer.lateResponse ??
        responseToRun({ processor, brokeOff }, endpoint, context, acknowledgement),
    };
  }
}

/** A run that the engine has let go of. */
interface BegunRun {
  processor: Processor | null;
  brokeOff: boolean;
  executionId?: number | string;
}

// The event key is unique, so a try that has made an execution unnoticed shows at the next one.
async function tryRun(
  { engine }: RunTools,
  workflow: WorkflowModel,
  context: WorkflowContext,
  mayTryAgain: () => boolean,
): Promise<BegunRun | EndedRun | 'again'> {
  const eventKey = eventKeyOf(context.delivery.id);
  const engineSaid = { failed: false, threw: false };
  let processor: Processor | null = null;
  try {
    processor = (await engine.trigger(workflow, context, {
      eventKey,
      onTriggerFail: () => {
        engineSaid.failed = true;
      },
    })) as Processor | null;
  } catch {
    // What the engine has thrown is in its own log.
    engineSaid.threw = true;
  }
  if (processor) {
    const brokeOff = await closeBrokenRun(engine.db, processor);
    return { processor, brokeOff, executionId: processor.execution.id };
  }
  const { failed, threw } = engineSaid;
  const again = mayTryAgain();
  const left = await withdrawExecution(engine.db, eventKey, again ? 'removed' : 'aborted');
  switch (left?.fate) {
    case 'queued':
      return { began: true, executionId: left.id, outcome: pendingResponse(context) };
    case 'entered':
      return { processor, brokeOff: false, executionId: left.id };
    case 'withdrawn':
      return again ? 'again' : notBegun('the execution was not begun', left.id);
    case 'none':
      // Without a word the engine leaves out only what is disabled, and that may have happened while the request waited for its slot.
      if (!threw || failed) return again && failed ? 'again' : notBegun('no execution');
      return { processor, brokeOff: false };
    default:
      // The database can't tell.
      if (!failed) return { processor, brokeOff: false };
      return again ? 'again' : notBegun('no execution');
  }
}

function notBegun(reason: string, executionId?: number | string): EndedRun {
  return { began: false, executionId, outcome: reject('unavailable', reason, { retry: 'recovering' }) };
}
