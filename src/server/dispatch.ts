import type Database from '@nocobase/database';
import type WorkflowPlugin from '@nocobase/plugin-workflow';
import type { WorkflowModel } from '@nocobase/plugin-workflow';
import { eventKeyOf } from './inbox/states';
import type { WorkflowContext } from './receive/types';

/** The execution that came of a delivery, or why none did. */
export type Dispatched = { executionId: number | string } | { error: unknown };

/**
 * Hands deliveries to the engine and hears of their executions. The engine's unique event key, made from the delivery's id, lets at most
 * one execution come of a delivery, however often and wherever it is handed over.
 */
export class EngineFeed {
  private readonly listeners = new Map<string, (result: Dispatched) => void>();
  private readonly heard = (
    { id, eventKey }: { id: number | string; eventKey?: string },
    { transaction }: { transaction?: unknown },
  ) => {
    if (eventKey && !transaction) this.tell(eventKey, { executionId: id });
  };

  constructor(
    private readonly db: Database,
    private readonly engine: WorkflowPlugin,
  ) {
    db.on('executions.afterCreate', this.heard);
  }

  /**
   * Starts the workflow for a delivery.
   * @param workflow an enabled one
   * @returns as soon as the execution's row is committed, or can't be
   */
  dispatch(workflow: WorkflowModel, id: string, context: WorkflowContext): Promise<Dispatched> {
    const eventKey = eventKeyOf(id);
    return new Promise((resolve) => {
      this.listeners.set(eventKey, resolve);
      const started = this.engine.trigger(workflow, context, {
        eventKey,
        onTriggerFail: async (_workflow: unknown, _context: unknown, _options: unknown, error: unknown) => {
          this.tell(eventKey, await this.unlessMade(eventKey, error));
        },
      }) as Promise<unknown> | undefined;
      // A workflow that has been made synchronous since runs at once.
      void started?.catch((error: unknown) => this.tell(eventKey, { error }));
    });
  }

  private async unlessMade(eventKey: string, error: unknown): Promise<Dispatched> {
    try {
      const row = await this.db.getModel('executions').findOne({ attributes: ['id'], where: { eventKey } });
      return row ? { executionId: (row.get() as { id: number | string }).id } : { error };
    } catch {
      return { error };
    }
  }

  private tell(eventKey: string, result: Dispatched): void {
    this.listeners.get(eventKey)?.(result);
    this.listeners.delete(eventKey);
  }
}
