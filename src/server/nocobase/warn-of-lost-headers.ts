import type Database from '@nocobase/database';
import { TRIGGER_TYPE } from '../../common/constants';
import { lostHeaders } from './lost-headers';

// Workflows whose nodes are in memory at once.
const BATCH = 100;

interface WorkflowRow {
  id: number | string;
  key: string;
  title: string | null;
  config: { exposeHeaders?: string[] } | null;
}

/**
 * Names, once at a start, the enabled workflows that read credential headers which their endpoint does not expose: their variables are empty.
 * @param warn is told of each of them
 * @throws what the database throws
 */
export async function warnOfLostHeaders(db: Database, warn: (text: string) => void): Promise<void> {
  const workflows = await db.getModel('workflows').findAll({
    attributes: ['id', 'key', 'title', 'config'],
    where: { type: TRIGGER_TYPE, enabled: true },
  });
  for (let from = 0; from < workflows.length; from += BATCH) {
    const batch = workflows.slice(from, from + BATCH).map((row) => row.get() as WorkflowRow);
    const nodes = await db.getModel('flow_nodes').findAll({
      attributes: ['workflowId', 'config'],
      where: { workflowId: batch.map(({ id }) => id) },
    });
    const configs = new Map<string, unknown[]>(batch.map(({ id, config }) => [String(id), [config]]));
    for (const node of nodes) configs.get(String(node.get('workflowId')))?.push(node.get('config'));
    for (const { id, key, title, config } of batch) {
      const names = lostHeaders(configs.get(String(id)), config?.exposeHeaders ?? []);
      if (!names.length) continue;
      warn(
        `workflow "${title ?? ''}" (${key}) reads $context.headers.${names.join(' and $context.headers.')}, which hold credentials and are left out: expose them in its trigger if it needs them`,
      );
    }
  }
}
