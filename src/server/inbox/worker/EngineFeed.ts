import type Database from '@nocobase/database';
import type WorkflowPlugin from '@nocobase/plugin-workflow';
import type { WorkflowModel } from '@nocobase/plugin-workflow';
import type { InFlightRuns } from './InFlightRuns';
import type { Leave } from './RunLimiter';
import { eventKeyOf } from '../states';
import type { WorkflowContext } from '../../model/delivery';

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
    private readonly runs: InFlightRuns,
  ) {
    db.on('executions.afterCreate', this.heard);
  }

  /**
   * Starts the workflow for a delivery.
   * @param workflow an enabled one
   * @param leave ends the turn of a synchronous run; called when that has ended, or could not begin. A stop waits for such runs, as the
   * engine waits only for those that it has lined up
   * @returns as soon as the execution's row is committed, or can't be
   */
  async dispatch(workflow: WorkflowModel, id: string, context: WorkflowContext, leave?: Leave): Promise<Dispatched> {
    try {
      const { made, ended } = this.start(workflow, id, context);
      void ended.finally(leave);
      if (leave) this.runs.add(ended);
      return await made;
    } catch (error) {
      leave?.();
      throw error;
    }
  }

  private start(workflow: WorkflowModel, id: string, context: WorkflowContext) {
    const eventKey = eventKeyOf(id);
    const made = new Promise<Dispatched>((resolve) => this.listeners.set(eventKey, resolve));
    const fail = async (error: unknown) => {
      if (this.listeners.has(eventKey)) this.tell(eventKey, await this.unlessMade(eventKey, error));
    };
    // It may have just been disabled, and the engine says nothing of that.
    if (!workflow.enabled) {
      this.tell(eventKey, { error: new Error('the workflow is disabled') });
      return { made, ended: Promise.resolve() };
    }
    const started = this.engine.trigger(workflow, context, {
      eventKey,
      onTriggerFail: (_workflow: unknown, _context: unknown, _options: unknown, error: unknown) => fail(error),
    }) as Promise<unknown> | undefined;
    // An asynchronous one gives nothing: it has only been lined up.
    const ended = started?.then(() => fail(new Error('no execution')), fail) ?? Promise.resolve();
    return { made, ended };
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
