import type { Verdict } from '../model/endpoint';

/** The verdict of a request that proved what it had to. */
export const VERIFIED: Verdict = Object.freeze({ verified: true });

/**
 * A refusal.
 *
 * @param reason for the delivery log; must hold no secret, signature or body
 */
export function refused(reason: string): { verified: false; reason: string } {
  return { verified: false, reason };
}
