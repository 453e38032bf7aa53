import type Database from '@nocobase/database';
import type { Transaction } from '@nocobase/database';
import { Op } from '@nocobase/database';
import type WorkflowPlugin from '@nocobase/plugin-workflow';
import type { WorkflowModel } from '@nocobase/plugin-workflow';
import type { Application } from '@nocobase/server';
import { TRIGGER_TYPE } from '../../common/constants';

const CHANNEL = 'webhook.endpoints';
/** Milliseconds between two lookups in the table: the cost that requests to unknown paths can cause. */
const LOOK_EVERY = 100;
/** Milliseconds that a change is looked for after it was made; generous, as the nodes' clocks differ. */
const RECENT = 60_000;

/** What following needs. */
export interface FollowerTools {
  app: Application;
  db: Database;
  engine: WorkflowPlugin;
  warn: (message: string, detail: unknown) => void;
  /** milliseconds since 1970 */
  now: () => number;
}

interface Message {
  key: string;
  /** a version that was destroyed, and so can't be found any more */
  destroyed?: number | string;
}

/**
 * Lets the nodes of a cluster follow each other's workflows at once. NocoBase tells them too, but after a second in which an endpoint that
 * has just been enabled would be a 404 elsewhere. Does nothing without a pub/sub adapter.
 */
export class EndpointFollower {
  private looking?: Promise<void>;
  private looked = -Infinity;

  constructor(private readonly tools: FollowerTools) {}

  /** Begins to tell and to listen. To be called once for each application object that is loaded. */
  async follow(): Promise<void> {
    const { app, db } = this.tools;
    const tell = (message: Message, transaction?: Transaction | null) => {
      const publish = async () => {
        try {
          if (await this.inCluster()) await app.pubSubManager.publish(CHANNEL, message, { skipSelf: true });
        } catch (error) {
          this.tools.warn('telling the other nodes of a change', error);
        }
      };
      if (transaction) transaction.afterCommit(() => void publish());
      else void publish();
    };
    db.on('workflows.afterSave', (workflow: WorkflowModel, { transaction }: { transaction?: Transaction }) => {
      if (workflow.type === TRIGGER_TYPE) tell({ key: workflow.key }, transaction);
    });
    db.on('workflows.afterDestroy', (workflow: WorkflowModel, { transaction }: { transaction?: Transaction }) => {
      if (workflow.type === TRIGGER_TYPE) tell({ key: workflow.key, destroyed: workflow.id }, transaction);
    });
    await app.pubSubManager.subscribe(CHANNEL, async ({ key, destroyed }: Message) => {
      if (destroyed !== undefined) await this.turn(destroyed, false);
      const versions = await this.versions({ key });
      // Off before on: a version that went must not take the place of the one that came.
      for (const { id } of versions.filter(({ enabled }) => !enabled)) await this.turn(id, false);
      for (const { id } of versions.filter(({ enabled }) => enabled)) await this.turn(id, true);
    });
  }

  /**
   * Asks the table for endpoints that have just been enabled elsewhere: before a request gets 404. However many requests ask, the
   * table is asked ten times a second.
   * @returns whether it was asked, so that a second search is worth it
   */
  async lookForNew(): Promise<boolean> {
    if (!(await this.inCluster())) return false;
    // A look that is under way may have begun before the change that the caller needs to see: theirs is the next one.
    await this.looking;
    this.looking ??= this.look().finally(() => (this.looking = undefined));
    await this.looking;
    return true;
  }

  private inCluster(): Promise<boolean> {
    return this.tools.app.pubSubManager.isConnected();
  }

  private async look(): Promise<void> {
    const { now, engine, warn } = this.tools;
    const wait = this.looked + LOOK_EVERY - now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    this.looked = now();
    try {
      const recent = { enabled: true, updatedAt: { [Op.gt]: new Date(this.looked - RECENT) } };
      for (const { id } of await this.versions(recent)) {
        if (!engine.enabledCache.has(id as number)) await this.turn(id, true);
      }
    } catch (error) {
      warn('looking for new endpoints', error);
    }
  }

  private async versions(where: object): Promise<{ id: number | string; enabled: boolean }[]> {
    const rows = await this.tools.db
      .getModel('workflows')
      .findAll({ attributes: ['id', 'enabled'], where: { type: TRIGGER_TYPE, ...where } });
    return rows.map((row) => row.get() as { id: number | string; enabled: boolean });
  }

  private async turn(workflowId: number | string, enabled: boolean): Promise<void> {
    await this.tools.engine.handleSyncMessage({ type: 'statusChange', workflowId, enabled });
  }
}
