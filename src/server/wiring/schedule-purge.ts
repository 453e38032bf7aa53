import type { Application } from '@nocobase/server';
import { describeError } from '../log/describe-error';
import { purge } from '../inbox/purge';
import type { Settings } from './settings';

const DAY = 86_400_000;
// Each hour, at a minute at which little else is scheduled.
const HOURLY = '0 23 * * * *';
const PAUSE = 50;
const LOCK_FOR = 600_000;

/**
 * Has old deliveries deleted each hour by NocoBase's cron, in one process of a cluster.
 * @returns what ends it
 */
export function schedulePurge(
  app: Application,
  { settings, now, warn }: { settings: Settings; now: () => number; warn: (message: string, detail: unknown) => void },
): () => void {
  let open = true;
  const pause = async () => {
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    return open;
  };
  const work = async () => {
    const lock = await app.lockManager.tryAcquire(`webhook:purge:${app.name}`).catch(() => undefined);
    // Another process is at it.
    if (!lock) return;
    await lock.runExclusive(async () => {
      const moment = now();
      const before = new Date(moment - settings.retentionDays * DAY);
      await purge(app.db, { before, rows: settings.retentionRows, now: new Date(moment), pause });
    }, LOCK_FOR);
  };
  const job = app.cronJobManager.addJob({
    cronTime: HOURLY,
    onTick: () => void work().catch((error: unknown) => warn('old deliveries not purged', describeError(error))),
    start: true,
  });
  return () => {
    open = false;
    app.cronJobManager.removeJob(job);
  };
}
