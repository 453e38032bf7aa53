/**
 * States of a delivery, in the order in which a filter offers them. `recorded`: acknowledged, its execution doesn't exist yet. `claimed`:
 * the same, and a worker has it in hand. `running`: a synchronous run is going on. `dispatched`: its execution exists, and a synchronous
 * one has ended well. `failed`: it could not be run, or its synchronous run failed; `code` and `reason` say why. `duplicate`, `handshake`
 * and `refused` run nothing.
 */
export const DELIVERY_STATES = [
  'recorded',
  'claimed',
  'running',
  'dispatched',
  'failed',
  'duplicate',
  'handshake',
  'refused',
] as const;

/** A state of a delivery. */
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** States that are not final: the workflow engine or a synchronous run will change them. Such rows are never deleted. */
export const OPEN_STATES = ['recorded', 'claimed', 'running'] as const satisfies readonly DeliveryState[];

/** Whether a state is final. */
export function isSettled(state: DeliveryState): boolean {
  return !(OPEN_STATES as readonly DeliveryState[]).includes(state);
}
