import type WorkflowPlugin from '@nocobase/plugin-workflow';
import type { WorkflowModel } from '@nocobase/plugin-workflow';
import { EXECUTION_STATUS, type Processor } from '@nocobase/plugin-workflow';
import { eventKeyOf } from './inbox/states';
import { reject, type Rejection } from './receive/rejection';
import type { Endpoint, Reply, WorkflowContext } from './receive/types';
import { replyFromConfiguration } from './respond';

/**
 * Runs a synchronous workflow and waits for its end, at most as long as the endpoint allows; a run that takes longer goes on.
 * @returns the configured reply, its body rendered with the run's variables; 202 for a run that waits for something; or a refusal:
 * 504 when time is up, 500 for a failed run, 503 when no run could be started
 */
export async function run(
  engine: WorkflowPlugin,
  workflow: WorkflowModel,
  endpoint: Endpoint,
  context: WorkflowContext,
): Promise<Reply | Rejection> {
  let started = true;
  const running = engine.trigger(workflow, context, {
    eventKey: eventKeyOf(context.delivery.id),
    onTriggerFail: () => {
      started = false;
    },
  }) as Promise<Processor | null>;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, endpoint.timeout, 'late');
  });
  const processor = await Promise.race([running, late]).finally(() => clearTimeout(timer));
  if (processor === 'late') return reject('timeout', `not finished after ${endpoint.timeout} ms`);
  if (!processor) {
    return started
      ? reject('workflow_failed', 'the engine gave no result')
      : reject('unavailable', 'no execution', { headers: [{ name: 'Retry-After', value: '10' }] });
  }
  return replyToRun(processor, endpoint, context);
}

function replyToRun(processor: Processor, endpoint: Endpoint, { delivery }: WorkflowContext): Reply | Rejection {
  const { status } = processor.execution;
  if (status === EXECUTION_STATUS.STARTED) {
    return replyFromConfiguration({ status: 202, headers: [], body: { delivery: delivery.id } });
  }
  if (status !== EXECUTION_STATUS.RESOLVED) return reject('workflow_failed', `execution ended with status ${status}`);
  const { body } = endpoint.response;
  return replyFromConfiguration({
    ...endpoint.response,
    body: body === undefined ? undefined : processor.getParsedValue(body),
  });
}
