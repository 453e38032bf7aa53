import type Database from '@nocobase/database';

// Executions that may wait for the engine before it is given more; it starts none while it is being fed.
const MAX_WAITING = 20;
const FORGET_AFTER = 5_000;

/** Backpressure: counts the executions of this process that the engine has not begun yet, so that it is not fed faster than it works. */
export class EngineBackpressure {
  private readonly made = new Map<number | string, number>();

  constructor(private readonly db: Database) {}

  /** Adds an execution that has just been made. @param now milliseconds since 1970 */
  add(executionId: number | string, now: number): void {
    this.made.set(executionId, now);
  }

  /**
   * Whether the engine has caught up so far that it may be given more. What has not begun after five seconds no longer counts: the engine
   * has lost it, or is held up by a long run.
   */
  async hasRoom(now: number): Promise<boolean> {
    if (this.made.size < MAX_WAITING) return true;
    const rows = await this.db.getModel('executions').findAll({
      attributes: ['id'],
      where: { id: [...this.made.keys()], status: null },
      raw: true,
    });
    const waiting = new Set(rows.map((row) => String((row as unknown as { id: number | string }).id)));
    for (const [id, since] of this.made) {
      if (!waiting.has(String(id)) || now - since > FORGET_AFTER) this.made.delete(id);
    }
    return this.made.size < MAX_WAITING;
  }
}
