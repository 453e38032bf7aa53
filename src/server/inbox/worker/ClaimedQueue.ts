import type { ClaimedDelivery } from './claim';

// What this process keeps in memory: rows, and about how many bytes they take.
const MAX_ROWS = 100;
const MAX_SIZE = 16 * 1024 * 1024;

/** Claimed deliveries that wait in memory for their dispatch, first in, first out. */
export class ClaimedQueue {
  private readonly deliveries: ClaimedDelivery[] = [];
  private size = 0;

  get isEmpty(): boolean {
    return !this.deliveries.length;
  }

  get ids(): string[] {
    return this.deliveries.map(({ id }) => id);
  }

  /** @param size bytes of one more delivery */
  hasRoomFor(size: number): boolean {
    return this.deliveries.length < MAX_ROWS && this.size + size <= MAX_SIZE;
  }

  push(delivery: ClaimedDelivery): void {
    this.deliveries.push(delivery);
    this.size += delivery.size;
  }

  /** @returns the oldest one, which leaves the queue */
  shift(): ClaimedDelivery | undefined {
    const delivery = this.deliveries.shift();
    this.size -= delivery?.size ?? 0;
    return delivery;
  }

  /** Empties the queue. @returns the ids of what it held */
  drain(): string[] {
    this.size = 0;
    return this.deliveries.splice(0).map(({ id }) => id);
  }
}
