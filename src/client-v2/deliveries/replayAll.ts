import type { ReplayResult } from '../../common/api/deliveries';
import type { DeliveriesApi, DeliveriesError } from './deliveriesApi';
import { inBatches } from './inBatches';

const BATCH = 5;

/** What a run over several deliveries came to; each one is in one of the three. */
export interface ReplayOutcome {
  replayed: number;
  failed: ReplayResult['failed'];
  /** ids that nothing was done about, as somebody canceled or a batch failed */
  untried: string[];
  canceled: boolean;
}

/**
 * Replays deliveries five at a time, one batch after the other, until all are done or somebody cancels. A call that fails as a whole ends
 * it: its five count as failed, as nobody knows how far it got, and the others were not tried.
 * @param verify also checks each one again
 * @param progress hears how many are done after each batch
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
  const untried = ids.slice(done);
  return { replayed, failed, untried, canceled: signal.aborted && untried.length > 0 };
}
