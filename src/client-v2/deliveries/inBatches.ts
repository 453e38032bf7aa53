/**
 * Processes items in sequential batches until all are done or the signal aborts.
 * @param work processes one batch; an error stops the rest
 * @param progress called after each batch with the number of items done
 * @returns the results of the completed batches
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
