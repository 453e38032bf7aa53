import type { Inbox } from '../inbox/Inbox';
import type { FirstDelivery } from '../inbox/record';
import { restoreResponse } from '../inbox/row/stored-response';
import { isRejection, reject, REJECTIONS, type Rejection } from '../model/rejection';
import type { Exchange, WorkflowContext } from '../model/delivery';
import type { HttpResponse } from '../model/request';

const OTHER = 'the first delivery with this id has other content';
const DUPLICATE = { name: 'X-Webhook-Duplicate', value: 'true' };

/**
 * The response to a duplicate: the first one's; 409 while that is still running, 500 when it was lost. Logs the duplicate.
 * @param configured what a new delivery would be answered; undefined where a run makes the response. A copy that says something else than the
 * first gets it, or 409, and never the first one's response, which may belong to somebody else
 */
export function responseToDuplicate(
  inbox: Inbox,
  { exchange, context, configured }: { exchange: Exchange; context: WorkflowContext; configured?: HttpResponse },
  first: FirstDelivery,
): HttpResponse | Rejection {
  const { contentDigest } = exchange;
  const isOther = contentDigest && first.contentDigest && contentDigest !== first.contentDigest;
  const response = isOther ? answerToOther(configured) : answerOf(first);
  const status = isRejection(response) ? REJECTIONS[response.rejected].status : response.status;
  inbox.duplicate(exchange, context, first, { status, ...(isOther && { code: 'conflict', reason: OTHER }) });
  return response;
}

function answerToOther(configured: HttpResponse | undefined): HttpResponse | Rejection {
  return configured
    ? { ...configured, headers: [...configured.headers, DUPLICATE] }
    : reject('conflict', OTHER, { headers: [DUPLICATE], recorded: true });
}

function answerOf({ state, answer }: FirstDelivery): HttpResponse | Rejection {
  if (answer) {
    const response = restoreResponse(answer);
    return { ...response, headers: [...response.headers, DUPLICATE] };
  }
  if (state === 'running') {
    return reject('in_progress', 'the first delivery is running', { headers: [DUPLICATE], recorded: true });
  }
  // A synchronous run whose end was not seen has left no response, and a success must not be made up.
  if (state === 'failed' || state === 'dispatched') {
    const reason = state === 'failed' ? 'the first delivery failed' : 'the answer to the first delivery was lost';
    return reject('workflow_failed', reason, { headers: [DUPLICATE], recorded: true });
  }
  return { status: 200, headers: [DUPLICATE], body: 'ok' };
}
