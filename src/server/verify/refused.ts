import type { Verdict } from '../model/endpoint';

/** The verdict of an authentic request. */
export const VERIFIED: Verdict = Object.freeze({ verified: true });

/**
 * Makes a refusal.
 *
 * @param reason for the delivery log; must hold no secret, signature or body
 */
export function refused(reason: string): { verified: false; reason: string } {
  return { verified: false, reason };
}
