import type Database from '@nocobase/database';
import type WorkflowPlugin from '@nocobase/plugin-workflow';
import type { WorkflowModel } from '@nocobase/plugin-workflow';
import { postpone } from './inbox/postpone';
import type { RecordedDelivery } from './inbox/recover';
import { settle } from './inbox/settle';
import { deliveryIdOf, eventKeyOf } from './inbox/states';

/** The engine and the table that dispatching works on, and where its faults are told. */
export interface DispatchTools {
  db: Database;
  engine: WorkflowPlugin;
  warn: (message: string, detail: unknown) => void;
}

/**
 * Hands a recorded delivery to the engine. The engine's unique event key, made from the delivery's id, lets at most one execution come
 * of it, however often and wherever this is called.
 */
export function dispatch(tools: DispatchTools, workflow: WorkflowModel, { id, context }: RecordedDelivery): void {
  void tools.engine.trigger(workflow, context, {
    eventKey: eventKeyOf(id),
    onTriggerFail: async (_workflow, _context, _options, error) => {
      const execution = await tools.db.getRepository('executions').findOne({ filter: { eventKey: eventKeyOf(id) } });
      if (execution) {
        await settle(tools.db, id, 'dispatched', { executionId: execution.id });
      } else {
        tools.warn(`delivery ${id} has no execution yet`, error);
        await postpone(tools.db, id, error instanceof Error ? error.name : 'unknown');
      }
    },
  });
}

/** Settles deliveries as soon as the engine has made their executions. */
export function settleDispatched({ db, warn }: DispatchTools): void {
  const listener = async (
    execution: { id: number | string; eventKey?: string },
    { transaction }: { transaction?: unknown },
  ) => {
    const id = deliveryIdOf(execution.eventKey);
    if (!id || transaction) return;
    try {
      await settle(db, id, 'dispatched', { executionId: execution.id });
    } catch (error) {
      // The execution exists, and its key keeps a second one from being made; the next recovery settles the row.
      warn(`delivery ${id} could not be settled`, error);
    }
  };
  db.on('executions.afterCreate', listener);
}
