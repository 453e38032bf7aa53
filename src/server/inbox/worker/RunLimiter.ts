/** Gives a run back; to be called once, when it has ended. */
export type Leave = () => void;

/** Lets so many synchronous runs go on at once; the others wait their turn, in order, and only so many of them. */
export class RunLimiter {
  private taken = 0;
  private closed = false;
  private readonly waiting: ((leave: Leave | undefined) => void)[] = [];

  constructor(private readonly limits: { runs: number; waiting: number }) {}

  /** Whether turns are given. */
  get isOpen(): boolean {
    return !this.closed;
  }

  /** Gives turns again, after `close`. */
  open(): void {
    this.closed = false;
  }

  /** Gives no more turns: those who wait get none, nor does who comes. What has its turn keeps it. */
  close(): void {
    this.closed = true;
    for (const turn of this.waiting.splice(0)) turn(undefined);
  }

  /**
   * Lines up for a turn.
   * @param timeout milliseconds
   * @returns undefined when too many wait already; else, when the turn has come, what ends it, or undefined when it did not come in time
   * or comes no more
   */
  enter(timeout: number): Promise<Leave | undefined> | undefined {
    const now = this.enterNow();
    if (now) return now;
    if (this.waiting.length >= this.limits.waiting) return undefined;
    return new Promise((resolve) => {
      const turn = (leave: Leave | undefined) => {
        clearTimeout(timer);
        resolve(leave);
      };
      const timer = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(turn), 1);
        resolve(undefined);
      }, timeout);
      this.waiting.push(turn);
    });
  }

  /**
   * The same without a limit of time or of others: for the worker, which lines up with few at once and can wait.
   * @returns undefined when the turn comes no more
   */
  enterInTheEnd(): Promise<Leave | undefined> {
    return this.enterNow() ?? new Promise((resolve) => this.waiting.push(resolve));
  }

  private enterNow(): Promise<Leave | undefined> | undefined {
    if (this.closed) return Promise.resolve(undefined);
    if (this.taken >= this.limits.runs) return undefined;
    this.taken += 1;
    return Promise.resolve(this.leaver());
  }

  private leaver(): Leave {
    let left = false;
    return () => {
      if (left) return;
      left = true;
      // The place goes from hand to hand, so that nobody comes in between.
      const next = this.waiting.shift();
      if (next) next(this.leaver());
      else this.taken -= 1;
    };
  }
}
