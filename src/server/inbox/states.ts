/**
 * States of a delivery. `recorded`: acknowledged, its execution doesn't exist yet. `claimed`: the same, and a worker has it in hand.
 * `running`: a synchronous run is going on. `dispatched`: its execution exists, and a synchronous one has ended well. `failed`: it could
 * not be run, or its synchronous run failed; `code` and `reason` say why. `duplicate`, `handshake` and `refused` run nothing.
 */
export const STATES = [
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
export type DeliveryState = (typeof STATES)[number];

/** States of deliveries that have something before them: their rows are never deleted. */
export const OPEN_STATES = ['recorded', 'claimed', 'running'] as const;

const PREFIX = 'webhook:';

/** The engine's unique key of the one execution that a delivery may have. */
export function eventKeyOf(deliveryId: string): string {
  return PREFIX + deliveryId;
}

/** The delivery that an event key was made for, if it was made for one. */
export function deliveryIdOf(eventKey: unknown): string | undefined {
  return typeof eventKey === 'string' && eventKey.startsWith(PREFIX) ? eventKey.slice(PREFIX.length) : undefined;
}
