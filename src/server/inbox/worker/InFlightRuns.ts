/** The synchronous runs that go on in this process, until they are answered and settled: a stop waits for them. */
export class InFlightRuns {
  private readonly runs = new Set<Promise<unknown>>();

  /** Counts a run until it is over. @param run settles then; it must not reject */
  add(run: Promise<unknown>): void {
    this.runs.add(run);
    void run.finally(() => this.runs.delete(run));
  }

  /** Waits until all have ended, at most so many milliseconds. */
  async ended(atMost: number): Promise<void> {
    // What has just been recorded is about to begin.
    await new Promise(setImmediate);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise((resolve) => {
      timer = setTimeout(resolve, atMost);
    });
    await Promise.race([this.all(), late]);
    clearTimeout(timer);
  }

  private async all(): Promise<void> {
    while (this.runs.size) await Promise.all(this.runs);
  }
}
