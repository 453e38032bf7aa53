import type WorkflowPlugin from '@nocobase/plugin-workflow';
import type { WorkflowModel } from '@nocobase/plugin-workflow';
import type { Processor } from '@nocobase/plugin-workflow';
import { answerRun, answerTimeout } from './answer-run';
import type { OpenAnswers } from './answers';
import { eventKeyOf } from './inbox/states';
import { reject, type Rejection } from './receive/rejection';
import type { Endpoint, Reply, WorkflowContext } from './receive/types';

/** What a run needs. */
export interface RunTools {
  engine: WorkflowPlugin;
  answers: OpenAnswers;
}

/**
 * Runs a synchronous workflow until it is answered: by a Response node, or by its end. It waits at most as long as the endpoint allows; a
 * run that is answered before its end goes on.
 * @param acknowledgement what a good call is answered in place of the configured response
 * @returns the reply; or a refusal: 504 when time is up, 500 for a failed run, 503 when no run could be started
 */
export async function run(
  { engine, answers }: RunTools,
  workflow: WorkflowModel,
  endpoint: Endpoint,
  context: WorkflowContext,
  acknowledgement?: Reply,
): Promise<Reply | Rejection> {
  const { id } = context.delivery;
  const answer = answers.open(id);
  let started = true;
  const running = (
    engine.trigger(workflow, context, {
      eventKey: eventKeyOf(id),
      onTriggerFail: () => {
        started = false;
      },
    }) as Promise<Processor | null>
  ).finally(() => answers.close(id));
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, endpoint.timeout, 'late');
  });
  const first = await Promise.race([running, answer.sent, late]).finally(() => clearTimeout(timer));
  if (answer.reply) return answer.reply;
  if (first === 'late') {
    answer.answeredBy = 'timeout';
    return answerTimeout(endpoint, context);
  }
  if (!started) return reject('unavailable', 'no execution', { headers: [{ name: 'Retry-After', value: '10' }] });
  return answerRun(first as Processor | null, endpoint, context, acknowledgement);
}
