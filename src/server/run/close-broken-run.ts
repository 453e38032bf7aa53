import type Database from '@nocobase/database';
import { EXECUTION_STATUS, JOB_STATUS, type Processor } from '@nocobase/plugin-workflow';

/**
 * Ends the execution of a run that broke off: the engine leaves it started when it can't write what the run has done, and nothing would
 * ever continue it. A run that waits for a person or a time is left alone.
 * @param processor of a run that the engine has let go of
 * @returns whether it broke off, even if the execution can't be ended. Never rejects
 */
export async function closeBrokenRun(db: Database, processor: Processor): Promise<boolean> {
  const { id, status } = processor.execution;
  if (status !== EXECUTION_STATUS.STARTED || goesOn(processor)) return false;
  try {
    const waiting = await db
      .getModel('jobs')
      .findOne({ attributes: ['id'], where: { executionId: id, status: JOB_STATUS.PENDING } });
    if (waiting) return false;
    await db
      .getModel('executions')
      .update(
        { status: EXECUTION_STATUS.ERROR },
        { where: { id, status: EXECUTION_STATUS.STARTED }, individualHooks: true },
      );
  } catch {
    // A database that is out of reach has broken it off, and still is.
  }
  return true;
}

// Its last job is stored, and waits; or is done already by what worked on behind the scenes, so that the engine takes up the next node.
function goesOn({ lastSavedJob: job, nodesMap }: Processor): boolean {
  if (!job || job.isNewRecord) return false;
  if (job.status === JOB_STATUS.PENDING) return true;
  return job.status === JOB_STATUS.RESOLVED && Boolean(nodesMap.get(job.nodeId)?.downstream);
}
