import type WorkflowPlugin from '@nocobase/plugin-workflow';
import type { WorkflowModel } from '@nocobase/plugin-workflow';
import type { Processor } from '@nocobase/plugin-workflow';
import { answerPending, answerRun, answerTimeout } from './answer-run';
import type { OpenAnswer, OpenAnswers } from './answers';
import { closeBrokenRun } from './close-broken-run';
import { eventKeyOf } from './inbox/states';
import { reject, type Rejection } from './receive/rejection';
import type { Endpoint, Reply, WorkflowContext } from './receive/types';
import { withdrawExecution } from './withdraw-execution';

/** What a run needs. */
export interface RunTools {
  engine: WorkflowPlugin;
  answers: OpenAnswers;
}

/** How a run ended, and what is answered to it. `began` is false when it is certain that nothing of the workflow has run or will. */
export interface EndedRun {
  began: boolean;
  executionId?: number | string;
  outcome: Reply | Rejection;
}

/** A run that goes on: `answered` comes at the latest when the endpoint's time is up, `ended` when the run has ended. Neither rejects. */
export interface Run {
  answered: Promise<Reply | Rejection>;
  ended: Promise<EndedRun>;
}

/**
 * Runs a synchronous workflow until it is answered: by a Response node, or by its end. It waits at most as long as the endpoint allows; a
 * run that is answered before its end goes on.
 * @param acknowledgement what a good call is answered in place of the configured response
 * @returns the reply; or a refusal: 504 when time is up, 500 for a failed run, 503 when no run could be started, 202 when the
 * engine starts it later
 */
export function run(
  { engine, answers }: RunTools,
  workflow: WorkflowModel,
  endpoint: Endpoint,
  context: WorkflowContext,
  acknowledgement?: Reply,
): Run {
  const { id } = context.delivery;
  const answer = answers.open(id);
  const ended = runToEnd(engine, workflow, endpoint, context, answer, acknowledgement).finally(() => answers.close(id));
  return { ended, answered: firstAnswer(ended, answer, endpoint, context) };
}

async function firstAnswer(
  ended: Promise<EndedRun>,
  answer: OpenAnswer,
  endpoint: Endpoint,
  context: WorkflowContext,
): Promise<Reply | Rejection> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, endpoint.timeout, 'late');
  });
  const outcome = ended.then((end) => end.outcome);
  const first = await Promise.race([outcome, answer.sent, late]).finally(() => clearTimeout(timer));
  if (answer.reply) return answer.reply;
  if (first !== 'late') return first;
  answer.answeredBy = 'timeout';
  return answerTimeout(endpoint, context);
}

async function runToEnd(
  engine: WorkflowPlugin,
  workflow: WorkflowModel,
  endpoint: Endpoint,
  context: WorkflowContext,
  answer: OpenAnswer,
  acknowledgement?: Reply,
): Promise<EndedRun> {
  const eventKey = eventKeyOf(context.delivery.id);
  let started = true;
  let threw = false;
  let processor: Processor | null = null;
  try {
    processor = (await engine.trigger(workflow, context, {
      eventKey,
      onTriggerFail: () => {
        started = false;
      },
    })) as Processor | null;
  } catch {
    // What the engine has thrown is in its own log.
    threw = true;
  }
  if (!started) return notBegun('no execution');
  const brokeOff = processor ? await closeBrokenRun(engine.db, processor) : false;
  const left = processor ? undefined : await withdrawExecution(engine.db, eventKey);
  // The workflow was disabled while the call waited for its turn.
  if (left?.fate === 'none' && !threw) return notBegun('no execution');
  if (left?.fate === 'withdrawn') return notBegun('the execution was not begun', left.id);
  if (left?.fate === 'queued') return { began: true, executionId: left.id, outcome: answerPending(context) };
  return {
    began: true,
    executionId: processor?.execution.id ?? left?.id,
    outcome: answer.reply ?? answer.lateReply ?? answerRun({ processor, brokeOff }, endpoint, context, acknowledgement),
  };
}

function notBegun(reason: string, executionId?: number | string): EndedRun {
  const retry = { headers: [{ name: 'Retry-After', value: '10' }] };
  return { began: false, executionId, outcome: reject('unavailable', reason, retry) };
}
