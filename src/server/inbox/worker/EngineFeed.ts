import type Database from '@nocobase/database';
import type WorkflowPlugin from '@nocobase/plugin-workflow';
import type { WorkflowModel } from '@nocobase/plugin-workflow';
import type { WorkflowContext } from '../../model/delivery';
import { eventKeyOf } from '../states';

/** The execution that came of a delivery, or why none did. */
export type Dispatched = { executionId: number | string } | { error: unknown };

/** A delivery that the engine has been given. */
export interface Dispatching {
  /** settles when the execution's row is committed, or can't be; never rejects */
  made: Promise<Dispatched>;
  /** settles when a synchronous run has ended, or could not begin; at once for an asynchronous one. Never rejects */
  ended: Promise<void>;
}

/**
 * Feeds deliveries to the engine and learns their executions. The engine's unique event key, made from the delivery's id, lets at most one
 * execution come of a delivery, however often and wherever it is dispatched.
 */
export class EngineFeed {
  private readonly listeners = new Map<string, (result: Dispatched) => void>();
  private readonly onCreated = (
    { id, eventKey }: { id: number | string; eventKey?: string },
    { transaction }: { transaction?: unknown },
  ) => {
    if (eventKey && !transaction) this.tell(eventKey, { executionId: id });
  };

  constructor(
    private readonly db: Database,
    private readonly engine: WorkflowPlugin,
  ) {
    db.on('executions.afterCreate', this.onCreated);
  }

  /** Starts a workflow for a delivery. @throws what the engine throws at once */
  dispatch(workflow: WorkflowModel, id: string, context: WorkflowContext): Dispatching {
    const eventKey = eventKeyOf(id);
    const made = new Promise<Dispatched>((resolve) => this.listeners.set(eventKey, resolve));
    const fail = async (error: unknown) => {
      if (this.listeners.has(eventKey)) this.tell(eventKey, await this.unlessMade(eventKey, error));
    };
    // It may have been disabled meanwhile, and the engine ignores that silently.
    if (!workflow.enabled) {
      this.tell(eventKey, { error: new Error('the workflow is disabled') });
      return { made, ended: Promise.resolve() };
    }
    const started = this.engine.trigger(workflow, context, {
      eventKey,
      onTriggerFail: (_workflow: unknown, _context: unknown, _options: unknown, error: unknown) => fail(error),
    }) as Promise<unknown> | undefined;
    // The engine returns nothing for an asynchronous run, which it has only queued.
    return { made, ended: started?.then(() => fail(new Error('no execution')), fail) ?? Promise.resolve() };
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
