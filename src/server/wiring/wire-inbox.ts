import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { Application } from '@nocobase/server';
import type WorkflowPlugin from '@nocobase/plugin-workflow';
import type { AcceptTools } from '../run/accept';
import { PendingResponses } from '../run/PendingResponses';
import { EngineFeed } from '../inbox/worker/EngineFeed';
import { Backlog } from '../inbox/Backlog';
import { FileStore } from '../files/FileStore';
import { removeLeftovers } from '../files/remove-leftovers';
import { CallLog } from '../inbox/CallLog';
import { describeError } from '../log/describe-error';
import { DroppedExecutions } from '../inbox/worker/DroppedExecutions';
import { Inbox } from '../inbox/Inbox';
import { InFlightRuns } from '../inbox/worker/InFlightRuns';
import { RunLimiter } from '../inbox/worker/RunLimiter';
import { EngineBackpressure } from '../inbox/worker/EngineBackpressure';
import { Worker } from '../inbox/worker/Worker';
import { schedulePurge } from './schedule-purge';
import type { Settings } from './settings';
import { makeTelemetry, type Telemetry } from './telemetry';

// Milliseconds; the default launcher kills 1.6 seconds after it has asked to stop.
const LAST_RUNS = 1_000;
const LAST_SETTLEMENTS = 500;

/** The inbox at work, with its switches. */
export interface WiredInbox {
  tools: AcceptTools;
  telemetry: Telemetry;
  /** about how many deliveries have been acknowledged and not dispatched */
  backlog(): number;
  /** begins to take and dispatch, as soon as it knows whether there is room */
  start(): Promise<void>;
  /**
   * takes nothing more, writes what was taken, and gives back what has not been handed to the engine: before that stops. Synchronous runs
   * that wait for their turn are refused; those that go on are given about a second to end
   */
  close(): Promise<void>;
  /** settles what the engine was still handed: after that has stopped */
  finish(): Promise<void>;
}

/** Makes the parts of the inbox and connects them. */
export function wireInbox(
  app: Application,
  engine: WorkflowPlugin,
  { settings, now, warn }: { settings: Settings; now: () => number; warn: (message: string, detail: unknown) => void },
): WiredInbox {
  const { db } = app;
  const backlog = new Backlog({ db, maxBacklog: settings.maxBacklog, disk: diskOf(app, settings), warn });
  const telemetry = makeTelemetry(app, () => backlog.size);
  const slots = new RunLimiter({ runs: settings.maxRuns, waiting: settings.maxWaitingRuns });
  const runs = new InFlightRuns();
  const feed = new EngineFeed(db, engine);
  const log = new CallLog({ db, now, warn });
  const worker = new Worker({
    db,
    engine,
    dispatch: (workflow, { id, context }) => feed.dispatch(workflow, id, context),
    backpressure: new EngineBackpressure(db),
    dropped: new DroppedExecutions({ db, start: (id) => engine.start(id), warn }),
    slots,
    runs,
    owner: randomUUID(),
    now,
    warn,
    left: (lag) => {
      backlog.left();
      if (lag !== undefined) telemetry.dispatchLag(lag);
    },
  });
  const inbox = new Inbox({
    db,
    worker,
    log,
    backlog,
    maxRawBody: settings.maxRawBody,
    now,
    seal: (text) => app.aesEncryptor.encrypt(text),
    warn,
    recorded: (latency) => telemetry.recordLatency(latency),
    repeated: () => telemetry.duplicate(),
  });
  let unschedule = () => undefined as void;
  return {
    tools: {
      db,
      engine,
      answers: new PendingResponses(),
      worker,
      slots,
      runs,
      inbox,
      files: new FileStore(app),
      now,
      warn,
    },
    telemetry,
    backlog: () => backlog.size,
    start: async () => {
      removeLeftovers(now()).catch((error: unknown) => warn('temporary files not removed', describeError(error)));
      log.start();
      await backlog.start();
      slots.open();
      inbox.start();
      worker.start();
      unschedule = schedulePurge(app, { settings, now, warn });
    },
    close: async () => {
      const end = now() + LAST_RUNS;
      unschedule();
      backlog.stop();
      await inbox.stop();
      const stopped = worker.stop();
      slots.close();
      await stopped;
      await runs.ended(end - now());
    },
    finish: async () => {
      await worker.finish(LAST_SETTLEMENTS);
      await log.stop();
    },
  };
}

function diskOf({ db }: Application, { minFreeDisk }: Settings) {
  const { dialect, storage } = db.options as { dialect?: string; storage?: string };
  if (dialect !== 'sqlite' || !storage || storage === ':memory:') return undefined;
  return { path: path.dirname(path.resolve(storage)), minFree: minFreeDisk };
}
