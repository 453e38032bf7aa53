import type { ReplayResult } from '../../common/api/deliveries';
import type { DeliveriesApi, DeliveriesError } from './deliveriesApi';
import { inBatches } from './inBatches';

const BATCH = 5;

/** The result of a bulk replay. Every delivery is replayed, failed or not attempted. */
export interface ReplayOutcome {
  replayed: number;
  failed: ReplayResult['failed'];
  /** ids left over because the user canceled or a batch failed */
  notAttempted: string[];
  canceled: boolean;
}

/**
 * Replays deliveries in sequential batches of five until all are done or the user cancels. A failed request stops the run: its whole batch
 * counts as failed, because its progress is unknown, and the rest is not attempted.
 * @param verify re-verifies each delivery
 * @param progress called after each batch with the number of deliveries done
 */
export async function replayAll(
  api: Pick<DeliveriesApi, 'replayMany'>,
  ids: readonly string[],
  { verify, signal, progress }: { verify: boolean; signal: AbortSignal; progress: (done: number) => void },
): Promise<ReplayOutcome> {
  const failed: ReplayResult['failed'] = [];
  let replayed = 0;
  let done = 0;
  const count = (to: number) => {
    done = to;
    progress(to);
  };
  const work = async (batch: readonly string[]) => {
    const result = await api.replayMany(batch, verify);
    replayed += result.replayed.length;
    failed.push(...result.failed);
  };
  try {
    await inBatches(ids, { size: BATCH, signal, work, progress: count });
  } catch (error) {
    const { code, message } = error as DeliveriesError;
    const batch = ids.slice(done, done + BATCH);
    failed.push(...batch.map((from) => ({ from, code: code ?? '', reason: message })));
    count(done + batch.length);
  }
  const notAttempted = ids.slice(done);
  return { replayed, failed, notAttempted, canceled: signal.aborted && notAttempted.length > 0 };
}
