import type Database from '@nocobase/database';

/** After so many failures a delivery is parked: the last is tried about a quarter of an hour after the first. */
export const MAX_ATTEMPTS = 12;

const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 300_000;

/** Milliseconds to wait after so many failed attempts: twice as long each time, up to five minutes. */
export function pauseAfter(attempts: number): number {
  return Math.min(FIRST_PAUSE * 2 ** (attempts - 1), LONGEST_PAUSE);
}

/** Gives a delivery whose execution could not be made back, to be tried again later. */
export async function postpone(
  db: Database,
  id: string,
  { attempts, reason, until }: { attempts: number; reason: string; until: Date },
): Promise<void> {
  await db.getModel('webhookDeliveries').update(
    {
      state: 'recorded',
      claimedBy: null,
      leaseUntil: null,
      attempts,
      code: 'not_started',
      reason,
      nextAttemptAt: until,
    },
    { where: { id, state: 'claimed' } },
  );
}
