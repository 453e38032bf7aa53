import type Database from '@nocobase/database';
import type { DeliveryRow } from './row/DeliveryRow';
import { describeError } from '../log/describe-error';
import { insertDeliveries, isLostConnection } from './insert-deliveries';

const MINUTE = 60_000;
// Rows that one kind of request may make in a minute (a fixed window); the others are only counted on the last of them.
const ROWS_A_MINUTE = 10;
// Bytes of bodies that one kind of request may store in an hour; of further ones only size and digest are kept.
const BODIES_AN_HOUR = 1024 * 1024;
const HOUR = 60 * MINUTE;
const MAX_WAITING = 2_000;
const GROUP = 50;
const FLUSH_EVERY = 500;

/** What the log works on. */
export interface CallLogTools {
  db: Database;
  now: () => number;
  warn: (message: string, detail: unknown) => void;
}

interface Sample {
  minute: number;
  rows: number;
  /** the row that requests beyond the sample are counted on */
  last: string | undefined;
}

interface KeptBodies {
  hour: number;
  bytes: number;
}

/**
 * Persists requests that run nothing: refusals, handshakes, duplicates. A flood of them is sampled by endpoint and kind, so that it can't
 * fill the database: the first ten of a minute are rows, the others are counted up on the last of these, and their bodies take a mebibyte in
 * an hour at most. It is written in groups behind the scenes: no answer waits for it or fails with it.
 */
export class CallLog {
  private readonly samples = new Map<string, Sample>();
  private readonly bodies = new Map<string, KeptBodies>();
  private rows: DeliveryRow[] = [];
  private readonly occurrences = new Map<string, number>();
  private readonly duplicates = new Map<string, number>();
  private timer: NodeJS.Timeout | undefined;
  private flushing: Promise<void> | undefined;

  constructor(private readonly tools: CallLogTools) {}

  start(): void {
    this.timer = setInterval(() => void this.flush(), FLUSH_EVERY);
    this.timer.unref();
  }

  /** Writes what has not been written. Nothing is noted after this. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.flush();
    await this.flush();
  }

  /**
   * Logs a request.
   * @param kind what it is sampled with, beside the endpoint: its state, and its code where it has one
   * @param describe makes its row, if it becomes one
   * @returns whether it becomes one; else it is only counted
   */
  note(workflowKey: string, kind: string, describe: () => DeliveryRow): boolean {
    const key = `${kind} ${workflowKey}`;
    const sample = this.sampleOf(key);
    const full = this.rows.length >= MAX_WAITING;
    if (sample.last && (full || sample.rows >= ROWS_A_MINUTE)) {
      count(this.occurrences, sample.last, 1);
      return false;
    }
    const row = this.withinBodies(key, describe());
    sample.rows += 1;
    sample.last = row.id;
    this.rows.push(row);
    // At once, but behind the answer. What comes meanwhile goes into the same group.
    setImmediate(() => void this.flush());
    return true;
  }

  /** Counts one more request on the row that represents it. */
  again(rowId: string): void {
    count(this.occurrences, rowId, 1);
  }

  /** Counts a duplicate on the delivery that it repeats. */
  duplicate(firstId: string): void {
    count(this.duplicates, firstId, 1);
  }

  /** Writes what has been noted so far. */
  flush(): Promise<void> {
    this.flushing ??= this.write().finally(() => {
      this.flushing = undefined;
    });
    return this.flushing;
  }

  private sampleOf(key: string): Sample {
    const minute = Math.floor(this.tools.now() / MINUTE);
    const known = this.samples.get(key);
    if (known?.minute === minute) return known;
    const sample = { minute, rows: 0, last: undefined };
    this.samples.set(key, sample);
    return sample;
  }

  private withinBodies(key: string, row: DeliveryRow): DeliveryRow {
    if (!row.rawBody?.length) return row;
    const hour = Math.floor(this.tools.now() / HOUR);
    const known = this.bodies.get(key);
    const bytes = row.rawBody.length + (known?.hour === hour ? known.bytes : 0);
    if (bytes > BODIES_AN_HOUR) return { ...row, rawBody: null };
    this.bodies.set(key, { hour, bytes });
    return row;
  }

  private async write(): Promise<void> {
    const { db, warn } = this.tools;
    try {
      while (this.rows.length) {
        const group = this.rows.slice(0, GROUP);
        const errors = await insertDeliveries(db, group);
        const error = errors.find(Boolean);
        if (isLostConnection(error)) throw error;
        this.rows = this.rows.slice(group.length);
        if (error) warn('requests not logged', describeError(error));
      }
      await this.countUp('occurrences', this.occurrences);
      await this.countUp('duplicates', this.duplicates);
      this.forget();
    } catch (error) {
      warn('requests not logged', describeError(error));
    }
  }

  private async countUp(column: 'occurrences' | 'duplicates', counts: Map<string, number>): Promise<void> {
    const Delivery = this.tools.db.getModel('webhookDeliveries');
    for (const [id, by] of [...counts]) {
      counts.delete(id);
      try {
        await Delivery.increment(column, { by, where: { id } });
      } catch (error) {
        count(counts, id, by);
        throw error;
      }
    }
  }

  private forget(): void {
    const minute = Math.floor(this.tools.now() / MINUTE);
    for (const [key, sample] of this.samples) if (sample.minute !== minute) this.samples.delete(key);
    const hour = Math.floor(this.tools.now() / HOUR);
    for (const [key, kept] of this.bodies) if (kept.hour !== hour) this.bodies.delete(key);
  }
}

function count(counts: Map<string, number>, id: string, by: number): void {
  counts.set(id, (counts.get(id) ?? 0) + by);
}
