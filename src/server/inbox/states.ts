/**
 * States of a delivery. `recorded`: acknowledged, its execution doesn't exist yet. `running`: a synchronous run is going on.
 * `dispatched`: its execution exists. `failed`: it can't be run, `error` says why. `handshake`: a provider's challenge, answered, that runs
 * nothing.
 */
export const STATES = ['recorded', 'running', 'dispatched', 'failed', 'handshake'] as const;

/** A state of a delivery. */
export type DeliveryState = (typeof STATES)[number];

const PREFIX = 'webhook:';

/** The engine's unique key of the one execution that a delivery may have. */
export function eventKeyOf(deliveryId: string): string {
  return PREFIX + deliveryId;
}

/** The delivery that an event key was made for, if it was made for one. */
export function deliveryIdOf(eventKey: unknown): string | undefined {
  return typeof eventKey === 'string' && eventKey.startsWith(PREFIX) ? eventKey.slice(PREFIX.length) : undefined;
}
