import { duration } from '../inbox/row/duration';
import type { Settlement } from '../inbox/settle';
import { storable } from '../inbox/row/storable';
import { storeResponse } from '../inbox/row/stored-response';
import { isRejection, type Rejection } from '../model/rejection';
import type { Exchange } from '../model/delivery';
import type { HttpResponse } from '../model/request';
import { responseToRejection } from '../respond';
import type { EndedRun } from './run-workflow';
import { RELEASED_KEYS } from '../inbox/row/delivery-key';

/** What a sender was told, as it is written on the row. */
export type SentOutcome = Pick<Settlement, 'status' | 'duration'> & Partial<Pick<Settlement, 'answer'>>;

/** The columns of an answer that goes out now. @param now milliseconds since 1970 */
export function sentOutcome(
  outcome: HttpResponse | Rejection,
  { request: request }: Exchange,
  now: number,
): Required<SentOutcome> {
  const response = isRejection(outcome) ? responseToRejection(outcome) : outcome;
  return { status: response.status, duration: duration(request.receivedAt, now), answer: storeResponse(response) };
}

/**
 * What is written of a run that has ended. A delivery that never ran lets go of its key, so that the sender's next try runs; one that ran
 * keeps it, however it ended.
 * @param told wins over what the run would answer
 */
export function settlementOf({ began, executionId, outcome }: EndedRun, told: SentOutcome): Settlement {
  const answer = storeResponse(isRejection(outcome) ? responseToRejection(outcome) : outcome);
  if (!isRejection(outcome)) return { state: 'dispatched', executionId, answer, ...told };
  return {
    state: 'failed',
    executionId,
    code: outcome.rejected,
    reason: storable(outcome.reason),
    answer,
    ...told,
    ...(!began && RELEASED_KEYS),
  };
}
