/** Gives a run back; to be called once, when it has ended. */
export type Leave = () => void;

/** Lets so many synchronous runs go on at once; the others wait their turn, in order, and only so many of them. */
export class RunSlots {
  private taken = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly limits: { runs: number; waiting: number }) {}

  /**
   * Lines up for a turn.
   * @param timeout milliseconds
   * @returns undefined when too many wait already; else, when the turn has come, what ends it, or undefined when it did not come in time
   */
  enter(timeout: number): Promise<Leave | undefined> | undefined {
    const free = this.enterFree();
    if (free) return Promise.resolve(free);
    if (this.waiting.length >= this.limits.waiting) return undefined;
    return new Promise((resolve) => {
      const turn = () => {
        clearTimeout(timer);
        resolve(this.leaver());
      };
      const timer = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(turn), 1);
        resolve(undefined);
      }, timeout);
      this.waiting.push(turn);
    });
  }

  /** The same without a limit of time or of others: for the worker, which lines up with few at once and can wait. */
  enterInTheEnd(): Promise<Leave> {
    const free = this.enterFree();
    return free ? Promise.resolve(free) : new Promise((resolve) => this.waiting.push(() => resolve(this.leaver())));
  }

  private enterFree(): Leave | undefined {
    if (this.taken >= this.limits.runs) return undefined;
    this.taken += 1;
    return this.leaver();
  }

  private leaver(): Leave {
    let left = false;
    return () => {
      if (left) return;
      left = true;
      // The place goes from hand to hand, so that nobody comes in between.
      const next = this.waiting.shift();
      if (next) next();
      else this.taken -= 1;
    };
  }
}
