import { EXECUTION_STATUS, type Processor } from '@nocobase/plugin-workflow';
import type { ResponseConfig } from '../../common/WebhookConfig';
import { DEFAULTS } from '../../common/constants';
import { REJECTIONS, reject, type Rejection, type RejectionCode } from '../model/rejection';
import type { WorkflowContext } from '../model/delivery';
import type { Endpoint } from '../model/endpoint';
import type { HttpResponse } from '../model/request';
import { contextResolver, isResponseProblem, renderResponse, scopeResolver, type Resolve } from '../respond';

/**
 * The response to a run that has ended, or that waits for something, unless a Response node has answered.
 * @param end the processor is null when the engine gave none; `brokeOff` tells a run that nothing continues from one that waits
 * @param acknowledgement the response to a successful run, in place of the configured one
 */
export function responseToRun(
  { processor, brokeOff }: { processor: Processor | null; brokeOff: boolean },
  endpoint: Endpoint,
  context: WorkflowContext,
  acknowledgement?: HttpResponse,
): HttpResponse | Rejection {
  if (!processor) return failed('the engine gave no result', endpoint, contextResolver(context));
  if (brokeOff) return failed('the run broke off', endpoint, contextResolver(context));
  const { status } = processor.execution;
  const resolve = scopeResolver(processor.getScope());
  if (status === EXECUTION_STATUS.STARTED) return pendingResponse(context);
  if (status !== EXECUTION_STATUS.RESOLVED) return failed(`execution ended with status ${status}`, endpoint, resolve);
  if (acknowledgement) return acknowledgement;
  const response = renderResponse(endpoint.response, resolve);
  if (!isResponseProblem(response)) return response;
  return failed(`response: ${response.path} ${response.key}`, endpoint, resolve);
}

/** The response on timeout; the run stays in flight. */
export function timeoutResponse(endpoint: Endpoint, context: WorkflowContext): Rejection {
  const reason = `not finished after ${endpoint.timeout} ms`;
  return refuse('timeout', reason, endpoint.timeoutResponse, DEFAULTS.timeoutStatus, contextResolver(context));
}

/** The response of an asynchronous endpoint, which can hold variables of the request; the default one when they render to an invalid response. */
export function recordedResponse({ response }: Endpoint, context: WorkflowContext): HttpResponse {
  const reply = renderResponse(response, contextResolver(context));
  if (!isResponseProblem(reply)) return reply;
  return renderResponse({ body: DEFAULTS.responseBody }, () => undefined) as HttpResponse;
}

/** The response to a run that waits for something: it names the delivery. */
export function pendingResponse({ delivery }: WorkflowContext): HttpResponse {
  return renderResponse(
    { status: 202, type: 'json', body: { delivery: delivery.id } },
    () => undefined,
  ) as HttpResponse;
}

function failed(reason: string, { failureResponse }: Endpoint, resolve: Resolve): Rejection {
  return refuse('workflow_failed', reason, failureResponse, DEFAULTS.failureStatus, resolve);
}

function refuse(
  code: RejectionCode,
  reason: string,
  response: ResponseConfig | undefined,
  status: number,
  resolve: Resolve,
): Rejection {
  if (!response) return reject(code, reason);
  const reply = renderResponse(withUsualBody(code, response), resolve, status);
  if (!isResponseProblem(reply)) return reject(code, reason, { reply });
  return reject(code, `${reason}; its response: ${reply.path} ${reply.key}`);
}

// A response that only sets a status still says what went wrong; one of another type has no use for JSON.
function withUsualBody(code: RejectionCode, response: ResponseConfig): ResponseConfig {
  const { type, body } = response;
  if (body !== undefined || (type && type !== 'json')) return response;
  return { ...response, body: { errors: [{ code, message: REJECTIONS[code].message }] } };
}
