const PREFIX = 'webhook:';

/** The engine's unique key of the one execution that a delivery may have. */
export function eventKeyOf(deliveryId: string): string {
  return PREFIX + deliveryId;
}

/** The delivery that an event key was made for, if it was made for one. */
export function deliveryIdOf(eventKey: unknown): string | undefined {
  return typeof eventKey === 'string' && eventKey.startsWith(PREFIX) ? eventKey.slice(PREFIX.length) : undefined;
}
