import { statfs } from 'node:fs/promises';
import type Database from '@nocobase/database';
import { describeError } from './describe-error';

const REFRESH_EVERY = 5_000;

/** What is looked at before a delivery is taken. */
export interface BacklogTools {
  db: Database;
  /** deliveries that may wait for their dispatch */
  maxBacklog: number;
  /** bytes that must be free on the disk that the database's file is on; undefined where it is no file */
  disk?: { path: string; minFree: number };
  warn: (message: string, detail: unknown) => void;
}

/** How many deliveries wait, counted from time to time and kept up in between, so that no request has to count them. */
export class Backlog {
  private counted = 0;
  private changed = 0;
  private full = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly tools: BacklogTools) {}

  /** About how many deliveries have been acknowledged and not dispatched. */
  get size(): number {
    return Math.max(0, this.counted + this.changed);
  }

  /** Why no more deliveries can be taken now; undefined when they can. */
  get problem(): string | undefined {
    if (this.full) return 'the disk is almost full';
    return this.size >= this.tools.maxBacklog ? `${this.size} deliveries wait` : undefined;
  }

  /** Counts for the first time, then again and again. */
  async start(): Promise<void> {
    await this.refresh();
    this.timer = setInterval(() => void this.refresh(), REFRESH_EVERY);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  added(): void {
    this.changed += 1;
  }

  left(): void {
    this.changed -= 1;
  }

  private async refresh(): Promise<void> {
    const { db, disk, maxBacklog, warn } = this.tools;
    try {
      const before = this.changed;
      const counted = await db.getModel('webhookDeliveries').count({ where: { state: ['recorded', 'claimed'] } });
      this.counted = counted;
      this.changed -= before;
      const wasFull = this.full;
      if (disk) {
        const { bavail, bsize } = await statfs(disk.path);
        this.full = bavail * bsize < disk.minFree;
      }
      if (this.full && !wasFull) warn('no delivery is taken', this.problem);
      else if (counted >= maxBacklog) warn('no delivery is taken', this.problem);
    } catch (error) {
      warn('backlog not counted', describeError(error));
    }
  }
}
