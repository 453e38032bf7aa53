import { Instruction, JOB_STATUS } from '@nocobase/plugin-workflow';
import type WorkflowPlugin from '@nocobase/plugin-workflow';
import type { FlowNodeModel, JobModel, Processor, WorkflowModel } from '@nocobase/plugin-workflow';
import { TRIGGER_TYPE } from '../../common/constants';
import type { ResponseNodeConfig } from '../../common/WebhookConfig';
import type { PendingResponse, PendingResponses } from '../run/PendingResponses';
import { describeResponse } from './describe-response';
import { deliveryIdOf } from '../inbox/states';
import type { HttpResponse } from '../model/request';
import { isResponseProblem, renderResponse, responseNodeSchema, scopeResolver } from '../respond';
import { problemsOf } from '../endpoint/config-problems';
import { describeProblems, type Translate } from '../endpoint/describe-problems';

/** What the node works on. */
export interface ResponseTools {
  answers: PendingResponses;
  /** translates a key of this plugin's locale files, for the job's result */
  translate: Translate;
}

/** The HTTP Response node: answers the call that its run was started by, and ends the workflow unless it is told to go on. */
export class ResponseInstruction extends Instruction {
  constructor(
    workflow: WorkflowPlugin,
    private readonly tools: ResponseTools,
  ) {
    super(workflow);
  }

  /** Only a synchronous webhook workflow has a request that waits for its response. */
  isAvailable(workflow: WorkflowModel): boolean {
    return workflow.type === TRIGGER_TYPE && this.workflow.isWorkflowSync(workflow);
  }

  async run(node: FlowNodeModel, input: JobModel | null | undefined, processor: Processor) {
    const { translate } = this.tools;
    const config = (node.config ?? {}) as ResponseNodeConfig;
    const deliveryId = await this.deliveryOf(processor);
    const { workflow, stack } = processor.execution as { workflow?: WorkflowModel; stack?: unknown[] };
    const available = stack?.length ? deliveryId : workflow && this.isAvailable(workflow);
    if (!available) return fail(translate('server.answer.unavailable'));

    const problems = problemsOf(responseNodeSchema, config);
    if (problems.length) return fail(describeProblems(problems, translate));
    const response = renderResponse(config, scopeResolver(processor.getScope(node.id)));
    if (isResponseProblem(response)) return fail(describeProblems([response], translate));

    const answer = deliveryId ? this.tools.answers.find(deliveryId) : undefined;
    const result = this.give(response, answer);
    const job = {
      status: JOB_STATUS.RESOLVED,
      result,
      nodeId: node.id,
      nodeKey: node.key as string,
      upstreamId: input?.id ?? null,
    };
    if (config.continue) {
      if (result.answered) answer?.send();
      return job;
    }
    processor.saveJob(job);
    await processor.exit(JOB_STATUS.RESOLVED);
    // Sent when the run is written down, so that the sender can rely on it.
    if (result.answered) answer?.send();
    return null;
  }

  // The first node to come answers; what comes later is logged.
  private give(response: HttpResponse, answer: PendingResponse | undefined) {
    const { translate } = this.tools;
    if (answer && !answer.answeredBy) {
      answer.answeredBy = 'node';
      answer.reply = response;
      return { answered: true, ...describeResponse(response) };
    }
    if (answer?.answeredBy === 'timeout') answer.lateResponse ??= response;
    const by = answer?.answeredBy ?? 'nobody';
    return { answered: false, note: translate(`server.answer.${by}`), ...describeResponse(response) };
  }

  // A sub-process answers the request that started its outermost workflow.
  private async deliveryOf({ execution }: Processor): Promise<string | undefined> {
    const outermost = (execution.stack as (number | string)[] | null)?.at(0);
    if (outermost === undefined) return deliveryIdOf(execution.eventKey);
    const found = (await this.workflow.db
      .getRepository('executions')
      .findOne({ filterByTk: outermost, fields: ['eventKey'] })) as { eventKey?: string | null } | null;
    return deliveryIdOf(found?.eventKey);
  }
}

function fail(message: string) {
  return { status: JOB_STATUS.FAILED, result: { answered: false, error: message } };
}
