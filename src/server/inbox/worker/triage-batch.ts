import { release, type ClaimedDelivery } from './claim';
import { describeError } from '../../log/describe-error';
import { findWorkflow } from './find-workflow';
import { HOLD_FOR, holdClaimed, holdDue } from './hold';
import type { WorkerTools } from './WorkerTools';

/** What became of a batch. */
export interface TriagedBatch {
  /** to dispatch, in order */
  ready: ClaimedDelivery[];
  /** keys of workflows that deliveries were held for, and that were enabled or deleted meanwhile */
  changed: string[];
  /** keys of workflows that are synchronous now; their deliveries were given back */
  synchronous: string[];
}

/**
 * Holds what a claimed batch has of disabled workflows, and with it all that is due of these, once a workflow and not once a row: a long
 * backlog would be written again and again else. What has to wait for a turn is given back.
 */
export async function triageBatch(tools: WorkerTools, claimed: ClaimedDelivery[]): Promise<TriagedBatch> {
  const { db, engine, owner, now, warn } = tools;
  const setAside = new Set<string>();
  const changed: string[] = [];
  const synchronous: string[] = [];
  for (const [key, deliveries] of byWorkflow(claimed)) {
    const [{ workflowId }] = deliveries;
    const ids = deliveries.map(({ id }) => id);
    try {
      const workflow = await findWorkflow(tools, key, workflowId);
      if (workflow !== 'disabled') {
        if (workflow === 'gone' || !engine.isWorkflowSync(workflow)) continue;
        await release(db, ids, owner);
        setAside.add(key);
        synchronous.push(key);
        continue;
      }
      const moment = new Date(now());
      const until = new Date(now() + HOLD_FOR);
      await holdDue(db, key, { now: moment, until });
      await holdClaimed(db, ids, { owner, until });
      setAside.add(key);
      // It may have been enabled, or deleted, between the look and the note.
      if ((await findWorkflow(tools, key, workflowId)) !== 'disabled') changed.push(key);
    } catch (error) {
      // They are looked at one by one then.
      warn(`deliveries of workflow ${key} not set aside`, describeError(error));
    }
  }
  return { ready: claimed.filter(({ workflowKey }) => !setAside.has(workflowKey)), changed, synchronous };
}

function byWorkflow(deliveries: ClaimedDelivery[]): Map<string, ClaimedDelivery[]> {
  const groups = new Map<string, ClaimedDelivery[]>();
  for (const delivery of deliveries) {
    const group = groups.get(delivery.workflowKey) ?? [];
    groups.set(delivery.workflowKey, group);
    group.push(delivery);
  }
  return groups;
}
