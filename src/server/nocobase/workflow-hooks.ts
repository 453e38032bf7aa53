import type Database from '@nocobase/database';
import type { Transaction } from '@nocobase/database';
import type { WorkflowModel } from '@nocobase/plugin-workflow';
import { NAMESPACE, TRIGGER_TYPE } from '../../common/constants';
import type { WebhookConfig } from '../../common/WebhookConfig';
import type { FileStore } from '../files/FileStore';
import type { CommitGate } from '../endpoint/commit-gate';
import { configProblems, isMissingSecret } from '../endpoint/config-problems';
import { findConflict } from '../endpoint/find-conflict';
import { lockPlaces } from '../endpoint/lock-places';
import { describeProblems, type Translate } from '../endpoint/describe-problems';
import { ConfigError } from '../endpoint/ConfigError';
import { convertCommercial, isCommercial } from '../upgrade/commercial-config';
import { SecretError } from '../secrets/SecretError';
import type { SecretStore } from '../secrets/SecretStore';

interface SaveOptions {
  transaction?: Transaction;
  /** the Koa context of the request that saves, where there is one */
  context?: { t?: (key: string, options: object) => string };
}

/** What watching needs. */
export interface WatchTools {
  db: Database;
  gate: CommitGate;
  secrets: SecretStore;
  files: Pick<FileStore, 'problem'>;
  /** copies that have just been made: they may lack the secrets that were not copied, until they are enabled */
  copies: WeakSet<object>;
  /** is told of a workflow whose last version has been deleted */
  deleted: (workflowKey: string) => Promise<void>;
  /** for saves that come from no request */
  translate: Translate;
  warn: (message: string, detail: unknown) => void;
}

/**
 * Watches the workflows table, so that nothing invalid gets in whichever way it is written: a webhook workflow that is saved must have
 * a good configuration, and one that is enabled must have its method and path for itself. Tells, after the commit, of workflows that are gone.
 * See ADR 5.
 */
export function watchWorkflows(tools: WatchTools): void {
  const { db, gate, secrets, files, copies, translate: fallback } = tools;
  const beforeSave = async (workflow: WorkflowModel, { transaction, context }: SaveOptions) => {
    gate.note(workflow, transaction);
    if (workflow.type !== TRIGGER_TYPE) return;
    const translate: Translate = context?.t
      ? (key, params) => (context.t as NonNullable<typeof context.t>)(key, { ns: NAMESPACE, ...params })
      : fallback;
    if (workflow.isNewRecord || workflow.changed('config') || (workflow.enabled && workflow.changed('enabled'))) {
      convert(workflow, translate);
      check(workflow, copies.has(workflow) && !workflow.enabled, translate);
      await checkFiles(workflow, files, translate);
      await sealSecrets(workflow, secrets, translate, transaction);
    }
    if (!workflow.enabled) return;
    const conflict = await findConflict(db, workflow, transaction);
    if (conflict) throw new ConfigError(`path: ${translate('server.conflict', { ...conflict })}`);
  };
  const prune = async ({ type, key }: WorkflowModel, { transaction }: SaveOptions) => {
    if (type === TRIGGER_TYPE) await secrets.prune(key, transaction);
  };
  const beforeDestroy = (workflow: WorkflowModel, { transaction }: SaveOptions) => gate.note(workflow, transaction);
  const lockFirst = async ({ type, enabled }: WorkflowModel, { transaction }: SaveOptions) => {
    if (type === TRIGGER_TYPE && enabled) await lockPlaces(db, transaction);
  };
  // Ahead of the engine's own hook, which writes the previous version: whoever waits for this lock must hold no row that its owner looks at.
  (db as unknown as { prependListener: typeof db.on }).prependListener('workflows.beforeSave', lockFirst);
  db.on('workflows.beforeSave', beforeSave);
  db.on('workflows.afterSave', prune);
  db.on('workflows.beforeDestroy', beforeDestroy);
  db.on('workflows.afterDestroy', prune);
  db.on('workflows.afterDestroy', (workflow: WorkflowModel) => {
    if (workflow.type === TRIGGER_TYPE) gate.run(workflow, () => void tellIfGone(tools, workflow.key));
  });
}

async function tellIfGone({ db, deleted, warn }: WatchTools, key: string): Promise<void> {
  try {
    if (!(await db.getRepository('workflows').count({ filter: { key } }))) await deleted(key);
  } catch (error) {
    warn(`deliveries of the deleted workflow ${key} not looked at`, error);
  }
}

// What the commercial plugin's interface, or an import of its workflows, has written.
function convert(workflow: WorkflowModel, translate: Translate): void {
  const config: unknown = workflow.config;
  if (!isCommercial(config)) return;
  const converted = convertCommercial(config);
  if ('problems' in converted) throw new ConfigError(describeProblems(converted.problems, translate));
  workflow.set('config', converted.config);
}

function check({ config }: WorkflowModel, mayLackSecrets: boolean, translate: Translate): void {
  const problems = configProblems(config).filter((problem) => !(mayLackSecrets && isMissingSecret(problem)));
  if (!problems.length) return;
  throw new ConfigError(describeProblems(problems, translate));
}

async function checkFiles({ config }: WorkflowModel, files: WatchTools['files'], translate: Translate): Promise<void> {
  const { files: storing } = (config ?? {}) as WebhookConfig;
  const problem = storing ? await files.problem(storing) : undefined;
  if (problem) throw new ConfigError(describeProblems([problem], translate));
}

async function sealSecrets(
  workflow: WorkflowModel,
  secrets: SecretStore,
  translate: Translate,
  transaction?: Transaction,
): Promise<void> {
  const { verification } = (workflow.config ?? {}) as WebhookConfig;
  if (!verification) return;
  try {
    // A copy, or an import, comes with references to the secrets of its original, and may wait for its own while it is disabled.
    const foreign = workflow.isNewRecord && !workflow.enabled ? 'drop' : 'refuse';
    const sealed = await secrets.seal(verification, workflow.key, { foreign, transaction });
    workflow.set('config', { ...workflow.config, verification: sealed });
  } catch (error) {
    if (error instanceof SecretError) throw new ConfigError(`verification: ${translate('server.secret.unknown')}`);
    throw error;
  }
}
