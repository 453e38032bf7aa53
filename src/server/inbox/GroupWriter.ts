/** How much may be written in one group, and how much may wait. Sizes in bytes. */
export interface GroupLimits {
  rows: number;
  size: number;
  waitingRows: number;
  waitingSize: number;
}

interface Waiting<T> {
  item: T;
  size: number;
  resolve(error: unknown): void;
}

/**
 * Writes what arrives in groups: all that came while the last group was being written goes into the next one. The first to come is written
 * at once, so nothing waits while there is little to do.
 */
export class GroupWriter<T> {
  private waiting: Waiting<T>[] = [];
  private waitingSize = 0;
  private writing: Promise<void> | undefined;

  /** @param write writes a group; gives, in the group's order, the error of each item that was not written */
  constructor(
    private readonly write: (items: T[]) => Promise<unknown[]>,
    private readonly limits: GroupLimits,
  ) {}

  /** False when so much waits already that nothing more is taken. */
  get hasRoom(): boolean {
    return this.waiting.length < this.limits.waitingRows && this.waitingSize < this.limits.waitingSize;
  }

  /**
   * @param size about how many bytes it takes
   * @returns when it has been written: undefined, or the error that kept it from being written
   */
  add(item: T, size: number): Promise<unknown> {
    return new Promise((resolve) => {
      this.waiting.push({ item, size, resolve });
      this.waitingSize += size;
      this.writing ??= this.writeAll();
    });
  }

  /** Waits until all that has been taken so far is written or has failed. */
  async drain(): Promise<void> {
    while (this.writing) await this.writing;
  }

  private async writeAll(): Promise<void> {
    while (this.waiting.length) {
      const group = this.next();
      let errors: unknown[];
      try {
        errors = await this.write(group.map(({ item }) => item));
      } catch (error) {
        errors = group.map(() => error);
      }
      group.forEach(({ resolve }, index) => resolve(errors[index]));
    }
    this.writing = undefined;
  }

  private next(): Waiting<T>[] {
    let size = 0;
    let count = 0;
    for (const one of this.waiting) {
      if (count && (count >= this.limits.rows || size + one.size > this.limits.size)) break;
      size += one.size;
      count += 1;
    }
    this.waitingSize -= size;
    return this.waiting.splice(0, count);
  }
}
