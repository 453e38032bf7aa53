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
    if (this.taken < this.limits.runs) {
      this.taken += 1;
      return Promise.resolve(this.leaver());
    }
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
