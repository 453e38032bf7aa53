import type Database from '@nocobase/database';
import { HELD } from './hold';

/** Keys of workflows that deliveries are held for and that are not, or no longer, only disabled. */
export interface HeldWorkflows {
  enabled: string[];
  gone: string[];
}

/** Looks up which of the workflows that deliveries are held for have been enabled or deleted. */
export async function heldWorkflows(db: Database): Promise<HeldWorkflows> {
  const rows = await db.getModel('webhookDeliveries').findAll({
    attributes: ['workflowKey'],
    where: { state: 'recorded', code: HELD },
    group: ['workflowKey'],
    raw: true,
  });
  const keys = rows.map((row) => (row as unknown as { workflowKey: string }).workflowKey);
  if (!keys.length) return { enabled: [], gone: [] };
  const versions = (await db
    .getRepository('workflows')
    .find({ fields: ['key', 'enabled'], filter: { key: { $in: keys } } })) as { key: string; enabled: boolean }[];
  const known = new Set(versions.map(({ key }) => key));
  const on = new Set(versions.filter(({ enabled }) => enabled).map(({ key }) => key));
  return {
    enabled: keys.filter((key) => on.has(key)),
    gone: keys.filter((key) => !known.has(key)),
  };
}
