/** Tells one that waits whether it gets a slot. */
type Admission = (admitted: boolean) => void;

/** A semaphore: at most `runs` synchronous runs are in flight in this process. The others wait in order. */
export class RunLimiter {
  private running = 0;
  private closed = false;
  private readonly waiting: Admission[] = [];

  constructor(private readonly limits: { runs: number; waiting: number }) {}

  /** Whether slots are given. */
  get isOpen(): boolean {
    return !this.closed;
  }

  /** Whether one more may run or wait; true when closed, as nothing waits then. */
  get hasRoom(): boolean {
    return this.closed || this.running < this.limits.runs || this.waiting.length < this.limits.waiting;
  }

  /** Gives slots again, after `close`. */
  open(): void {
    this.closed = false;
  }

  /** Gives no more slots, to those who wait neither. A run that has its slot keeps it. */
  close(): void {
    this.closed = true;
    for (const admit of this.waiting.splice(0)) admit(false);
  }

  /**
   * Runs a function in a slot, which is released when its promise settles. Callers that must not wait in a long line check `hasRoom` first.
   * @param timeout milliseconds to wait for the slot; `Infinity` waits until one comes or the limiter is closed
   * @param fn called once: with true in a slot, with false when there is none
   */
  async run<T>(timeout: number, fn: (admitted: boolean) => Promise<T>): Promise<T> {
    const admitted = await this.acquire(timeout);
    try {
      return await fn(admitted);
    } finally {
      if (admitted) this.release();
    }
  }

  private acquire(timeout: number): Promise<boolean> | boolean {
    if (this.closed) return false;
    if (this.running < this.limits.runs) {
      this.running += 1;
      return true;
    }
    return new Promise((resolve) => {
      let timer: NodeJS.Timeout | undefined;
      const admit: Admission = (admitted) => {
        clearTimeout(timer);
        resolve(admitted);
      };
      if (Number.isFinite(timeout)) {
        timer = setTimeout(() => {
          this.waiting.splice(this.waiting.indexOf(admit), 1);
          resolve(false);
        }, timeout);
      }
      this.waiting.push(admit);
    });
  }

  private release(): void {
    // The slot goes from hand to hand, so that no newcomer overtakes those who wait.
    const next = this.waiting.shift();
    if (next) next(true);
    else this.running -= 1;
  }
}
