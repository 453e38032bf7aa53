import type Database from '@nocobase/database';
import { EXECUTION_STATUS } from '@nocobase/plugin-workflow';
import { describeError } from '../../log/describe-error';

/** An execution's id, as the database gives it. */
export type ExecutionId = number | string;

/** What starting executions again needs. */
export interface DroppedExecutionsTools {
  db: Database;
  /** puts an execution into the engine's queue; the engine ignores one that has begun */
  start: (id: ExecutionId) => Promise<unknown>;
  warn: (message: string, detail: unknown) => void;
}

// Exponential backoff, in milliseconds: the pause before an execution that has not begun is started again; each further one is twice as long.
const FIRST_PAUSE = 5_000;
// From then on the engine's own look at all executions, every five minutes, is as good.
const LAST_PAUSE = 300_000;
// Executions that are watched at once, and that one statement looks up.
const MAX_WATCHED = 10_000;
const BATCH = 500;

interface Watched {
  due: number;
  pause: number;
}

/**
 * Watches the executions of deliveries until they have begun. The engine drops an execution from its queue when the database fails at the wrong
 * moment, and finds it again only minutes later; here it is started again after five seconds. The engine decides by a conditional update
 * which process begins it, so a second start never makes a second run.
 */
export class DroppedExecutions {
  private readonly watched = new Map<ExecutionId, Watched>();
  private inFlight: Promise<void> | undefined;

  constructor(private readonly tools: DroppedExecutionsTools) {}

  /** Watches an execution that was made just now. @param now milliseconds since 1970 */
  watch(id: ExecutionId, now: number): void {
    if (this.watched.size < MAX_WATCHED) this.watched.set(id, { due: now + FIRST_PAUSE, pause: FIRST_PAUSE });
  }

  /** Starts again what is due and has not begun. @param now milliseconds since 1970 @throws what the database throws */
  startAgain(now: number): Promise<void> {
    this.inFlight ??= this.startDue(now).finally(() => (this.inFlight = undefined));
    return this.inFlight;
  }

  private async startDue(now: number): Promise<void> {
    const due = [...this.watched].filter(([, { due }]) => due <= now).map(([id]) => id);
    for (let from = 0; from < due.length; from += BATCH) await this.startBatch(due.slice(from, from + BATCH), now);
  }

  private async startBatch(ids: ExecutionId[], now: number): Promise<void> {
    const { db, start, warn } = this.tools;
    const rows = await db.getModel('executions').findAll({
      attributes: ['id'],
      where: { id: ids, status: EXECUTION_STATUS.QUEUEING },
      raw: true,
    });
    const waiting = new Set(rows.map((row) => String((row as unknown as { id: ExecutionId }).id)));
    for (const id of ids) {
      const { pause } = this.watched.get(id) as Watched;
      if (!waiting.has(String(id)) || pause > LAST_PAUSE) {
        this.watched.delete(id);
        continue;
      }
      this.watched.set(id, { due: now + 2 * pause, pause: 2 * pause });
      warn(`execution ${id} has not begun, and is handed to the engine again`, { after: `${pause} ms` });
      await start(id).catch((error: unknown) => warn(`execution ${id} not handed over`, describeError(error)));
    }
  }
}
