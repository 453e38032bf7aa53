import type Database from '@nocobase/database';
import type WorkflowPlugin from '@nocobase/plugin-workflow';
import type { WorkflowModel } from '@nocobase/plugin-workflow';
import type { ClaimedDelivery } from './claim';
import type { DroppedExecutions } from './DroppedExecutions';
import type { EngineBackpressure } from './EngineBackpressure';
import type { Dispatching } from './EngineFeed';
import type { InFlightRuns } from './InFlightRuns';
import type { RunLimiter } from './RunLimiter';

/** What the worker works on. */
export interface WorkerTools {
  db: Database;
  engine: WorkflowPlugin;
  /** gives a delivery to the engine */
  dispatch: (workflow: WorkflowModel, delivery: ClaimedDelivery) => Dispatching;
  backpressure: EngineBackpressure;
  dropped: DroppedExecutions;
  /** slots of synchronous runs */
  slots: RunLimiter;
  runs: InFlightRuns;
  /** this process, for leases */
  owner: string;
  /** milliseconds since 1970 */
  now: () => number;
  warn: (message: string, detail: unknown) => void;
  /** is told of each delivery that has left the backlog, with the milliseconds from its arrival to its execution */
  left: (lag?: number) => void;
}
