/** Synchronous runs in flight in this process, until they are answered and settled. A graceful shutdown waits for them. */
export class InFlightRuns {
  private readonly runs = new Set<Promise<unknown>>();

  /** Tracks a run. @param run settles when it is over; must not reject */
  add(run: Promise<unknown>): void {
    this.runs.add(run);
    void run.finally(() => this.runs.delete(run));
  }

  /** Waits until all have ended. @param timeout milliseconds */
  async ended(timeout: number): Promise<void> {
    // What has just been recorded is about to begin.
    await new Promise(setImmediate);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise((resolve) => {
      timer = setTimeout(resolve, timeout);
    });
    await Promise.race([this.all(), late]);
    clearTimeout(timer);
  }

  private async all(): Promise<void> {
    while (this.runs.size) await Promise.all(this.runs);
  }
}
