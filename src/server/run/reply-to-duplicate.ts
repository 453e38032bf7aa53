import type { Inbox } from '../inbox/Inbox';
import type { FirstDelivery } from '../inbox/record';
import { restoreAnswer } from '../inbox/row/stored-answer';
import { isRejection, reject, REJECTIONS, type Rejection } from '../model/rejection';
import type { Visit, WorkflowContext } from '../model/delivery';
import type { Reply } from '../model/request';

const DUPLICATE = { name: 'X-Webhook-Duplicate', value: 'true' };

/** The answer to a duplicate: the first one's; 409 while that is still running, 500 when it was lost. It is noted in the log. */
export function replyToDuplicate(
  inbox: Inbox,
  visit: Visit,
  context: WorkflowContext,
  first: FirstDelivery,
): Reply | Rejection {
  const reply = answerOf(first);
  inbox.duplicate(visit, context, first, isRejection(reply) ? REJECTIONS[reply.rejected].status : reply.status);
  return reply;
}

function answerOf({ state, answer }: FirstDelivery): Reply | Rejection {
  if (answer) {
    const reply = restoreAnswer(answer);
    return { ...reply, headers: [...reply.headers, DUPLICATE] };
  }
  if (state === 'running') {
    const headers = [{ name: 'Retry-After', value: '5' }, DUPLICATE];
    return reject('in_progress', 'the first delivery is running', { headers, recorded: true });
  }
  // A synchronous run that nobody saw the end of has left no answer, and a good one must not be made up: it may have been any.
  if (state === 'failed' || state === 'dispatched') {
    const reason = state === 'failed' ? 'the first delivery failed' : 'the answer to the first delivery was lost';
    return reject('workflow_failed', reason, { headers: [DUPLICATE], recorded: true });
  }
  return { status: 200, headers: [DUPLICATE], body: 'ok' };
}
