import type { DeliveryState } from '../../common/deliveryStates';

/** States of deliveries that have something before them: their rows are never deleted. */
export const OPEN_STATES = ['recorded', 'claimed', 'running'] as const satisfies readonly DeliveryState[];

const PREFIX = 'webhook:';

/** The engine's unique key of the one execution that a delivery may have. */
export function eventKeyOf(deliveryId: string): string {
  return PREFIX + deliveryId;
}

/** The delivery that an event key was made for, if it was made for one. */
export function deliveryIdOf(eventKey: unknown): string | undefined {
  return typeof eventKey === 'string' && eventKey.startsWith(PREFIX) ? eventKey.slice(PREFIX.length) : undefined;
}
