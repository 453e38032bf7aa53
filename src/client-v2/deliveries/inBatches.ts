/**
 * Works on items batch by batch, one after the other, until they are done or somebody cancels.
 * @param work does one batch; what it throws ends all
 * @param progress hears how many items are done after each batch
 * @returns the results of the batches that were done
 */
export async function inBatches<Item, Result>(
  items: readonly Item[],
  {
    size,
    signal,
    work,
    progress,
  }: {
    size: number;
    signal: AbortSignal;
    work: (batch: readonly Item[]) => Promise<Result>;
    progress: (done: number) => void;
  },
): Promise<Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < items.length && !signal.aborted; start += size) {
    const batch = items.slice(start, start + size);
    results.push(await work(batch));
    progress(start + batch.length);
  }
  return results;
}
