/**
 * States of a delivery, in the order in which the filter offers them. `recorded`: acknowledged, without an execution yet. `claimed`: the
 * same, leased by a worker. `running`: a synchronous run is in progress. `dispatched`: its execution exists; a synchronous one has succeeded.
 * `failed`: the run could not start, or a synchronous run failed; `code` and `reason` say why. `duplicate`, `handshake` and `refused` start
 * no workflow.
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
