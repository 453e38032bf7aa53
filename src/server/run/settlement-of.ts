import { duration } from '../inbox/row/duration';
import type { Settlement } from '../inbox/settle';
import { storable } from '../inbox/row/storable';
import { storeAnswer } from '../inbox/row/stored-answer';
import { isRejection, type Rejection } from '../model/rejection';
import type { Visit } from '../model/delivery';
import type { Reply } from '../model/request';
import { replyToRejection } from '../respond';
import type { EndedRun } from './run';

/** What a sender was told, as it is written on the row. */
export type Told = Pick<Settlement, 'status' | 'duration'> & Partial<Pick<Settlement, 'answer'>>;

/** The columns of an answer that goes out now. @param now milliseconds since 1970 */
export function toldOf(outcome: Reply | Rejection, { call }: Visit, now: number): Required<Told> {
  const reply = isRejection(outcome) ? replyToRejection(outcome) : outcome;
  return { status: reply.status, duration: duration(call.receivedAt, now), answer: storeAnswer(reply) };
}

/**
 * What is written of a run that has ended. A delivery that never ran lets go of its key, so that the sender's next try runs; one that ran
 * keeps it, however it ended.
 * @param told wins over what the run would answer
 */
export function settlementOf({ began, executionId, outcome }: EndedRun, told: Told): Settlement {
  const answer = storeAnswer(isRejection(outcome) ? replyToRejection(outcome) : outcome);
  if (!isRejection(outcome)) return { state: 'dispatched', executionId, answer, ...told };
  return {
    state: 'failed',
    executionId,
    code: outcome.rejected,
    reason: storable(outcome.reason),
    answer,
    ...told,
    ...(!began && { dedupKey: null }),
  };
}
