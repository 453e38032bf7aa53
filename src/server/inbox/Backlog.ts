import { statfs } from 'node:fs/promises';
import type Database from '@nocobase/database';
import { describeError } from '../log/describe-error';
import { HELD } from './worker/hold';

const REFRESH_EVERY = 5_000;

/** What is looked at before a delivery is taken. */
export interface BacklogTools {
  db: Database;
  /** deliveries that may wait for their dispatch; as many more may be held for disabled workflows */
  maxBacklog: number;
  /** bytes that must be free on the disk that the database's file is on; undefined where it is no file */
  disk?: { path: string; minFree: number };
  warn: (message: string, detail: unknown) => void;
}

/** How many deliveries wait, counted from time to time and kept up in between, so that no request has to count them. */
export class Backlog {
  private counted = 0;
  private held = 0;
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
    // What is held for a disabled workflow delays no other delivery, so it must not close other endpoints; but the table must not grow forever.
    const waiting = this.size - Math.min(this.held, this.tools.maxBacklog);
    return waiting >= this.tools.maxBacklog ? `${waiting} deliveries wait` : undefined;
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
    const { db, disk, warn } = this.tools;
    try {
      const before = this.changed;
      const Delivery = db.getModel('webhookDeliveries');
      const counted = await Delivery.count({ where: { state: ['recorded', 'claimed'] } });
      this.held = counted && (await Delivery.count({ where: { state: 'recorded', code: HELD } }));
      this.counted = counted;
      this.changed -= before;
      const wasFull = this.full;
      if (disk) {
        const { bavail, bsize } = await statfs(disk.path);
        this.full = bavail * bsize < disk.minFree;
      }
      const { problem } = this;
      if (problem && (!this.full || !wasFull)) warn('no delivery is taken', problem);
    } catch (error) {
      warn('backlog not counted', describeError(error));
    }
  }
}
