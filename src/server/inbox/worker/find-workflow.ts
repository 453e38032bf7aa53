import type Database from '@nocobase/database';
import type WorkflowPlugin from '@nocobase/plugin-workflow';
import type { WorkflowModel } from '@nocobase/plugin-workflow';

/**
 * The version of a workflow that runs now.
 * @param workflowId the version that was enabled when the delivery arrived: mostly it still is
 * @returns `disabled` when none is enabled, `gone` when the workflow has been deleted
 */
export async function findWorkflow(
  { db, engine }: { db: Database; engine: WorkflowPlugin },
  key: string,
  workflowId: number | string,
): Promise<WorkflowModel | 'disabled' | 'gone'> {
  const same = engine.enabledCache.get(Number(workflowId)) ?? engine.enabledCache.get(workflowId as number);
  if (same?.enabled && same.key === key) return same;
  // Of other versions the table is asked: the engine's copy is wrong after a transaction that was rolled back, and may hold a version that
  // was never enabled.
  const workflows = db.getRepository('workflows');
  const enabled = (await workflows.findOne({ filter: { key, enabled: true } })) as WorkflowModel | null;
  if (enabled) return enabled;
  return (await workflows.findOne({ filter: { key }, fields: ['id'] })) ? 'disabled' : 'gone';
}
