import type Database from '@nocobase/database';

/** A delivery is dead-lettered (`failed`, `not_started`) after this many attempts, about 15 minutes after the first. */
export const MAX_ATTEMPTS = 12;

const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 300_000;

/** Exponential backoff: milliseconds to wait after a number of failed attempts, doubled each time, up to five minutes. */
export function pauseAfter(attempts: number): number {
  return Math.min(FIRST_PAUSE * 2 ** (attempts - 1), LONGEST_PAUSE);
}

/** Puts a delivery back whose execution could not be created, for a later attempt. */
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
