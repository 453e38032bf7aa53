import type Database from '@nocobase/database';
import type WorkflowPlugin from '@nocobase/plugin-workflow';
import type { WorkflowModel } from '@nocobase/plugin-workflow';
import type { ClaimedDelivery } from './claim';
import type { Starts } from './Starts';

/** What the worker works on. */
export interface WorkerTools {
  db: Database;
  engine: WorkflowPlugin;
  /** hands a delivery to the engine */
  dispatch: (
    workflow: WorkflowModel,
    delivery: ClaimedDelivery,
  ) => Promise<{ executionId: number | string } | { error: unknown }>;
  starts: Starts;
  /** this process, for claims */
  owner: string;
  now: () => number;
  warn: (message: string, detail: unknown) => void;
  /** hears of each delivery that has left the backlog, and of the milliseconds from its arrival to its execution */
  left: (lag?: number) => void;
}
