import type Database from '@nocobase/database';
import type WorkflowPlugin from '@nocobase/plugin-workflow';
import type { WorkflowModel } from '@nocobase/plugin-workflow';
import type { ClaimedDelivery } from './claim';
import type { DroppedExecutions } from './DroppedExecutions';
import type { Leave, RunLimiter } from './RunLimiter';
import type { EngineBackpressure } from './EngineBackpressure';

/** What the worker works on. */
export interface WorkerTools {
  db: Database;
  engine: WorkflowPlugin;
  /** hands a delivery to the engine, and ends its turn with the run, where it has one */
  dispatch: (
    workflow: WorkflowModel,
    delivery: ClaimedDelivery,
    leave?: Leave,
  ) => Promise<{ executionId: number | string } | { error: unknown }>;
  backpressure: EngineBackpressure;
  dropped: DroppedExecutions;
  /** turns of synchronous runs */
  slots: RunLimiter;
  /** this process, for claims */
  owner: string;
  now: () => number;
  warn: (message: string, detail: unknown) => void;
  /** hears of each delivery that has left the backlog, and of the milliseconds from its arrival to its execution */
  left: (lag?: number) => void;
}
