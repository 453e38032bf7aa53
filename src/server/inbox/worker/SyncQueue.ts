import type { ClaimedDelivery } from './claim';
import type { Leave, RunLimiter } from './RunLimiter';

/** What turns are taken with. */
export interface SyncQueueTools {
  slots: RunLimiter;
  isOpen: () => boolean;
  /** claims the oldest delivery of these workflows that is due */
  claim: (workflowKeys: string[]) => Promise<ClaimedDelivery | undefined>;
  /** hands it over, and sees to it that the turn ends */
  handOver: (delivery: ClaimedDelivery, leave: Leave) => void;
  warn: (error: unknown) => void;
}

/**
 * Sees to recorded deliveries of workflows that have become synchronous: each is claimed when a run of its own may begin, and not before, so
 * that they take no place from others while they wait.
 */
export class SyncQueue {
  private readonly keys = new Set<string>();
  private going: Promise<void> | undefined;

  constructor(private readonly tools: SyncQueueTools) {}

  /** Keys of the workflows that are seen to here, and by nobody else meanwhile. */
  get workflows(): string[] {
    return [...this.keys];
  }

  /** Sees to the deliveries of workflows until there is none that is due. */
  add(workflowKeys: string[]): void {
    for (const key of workflowKeys) this.keys.add(key);
    if (!this.keys.size) return;
    this.going ??= this.work().finally(() => {
      this.going = undefined;
      // What is left is found by the ordinary claim.
      this.keys.clear();
    });
  }

  /** Leaves a workflow to others again: it is not synchronous any more, or not enabled. */
  forget(workflowKey: string): void {
    this.keys.delete(workflowKey);
  }

  /** Waits until no delivery is being claimed; to be called when no turns are given any more. */
  async end(): Promise<void> {
    await this.going;
  }

  private async work(): Promise<void> {
    const { slots, isOpen } = this.tools;
    while (this.keys.size) {
      const leave = await slots.enterInTheEnd();
      if (!leave) return;
      const delivery = isOpen() ? await this.next() : undefined;
      if (delivery) this.tools.handOver(delivery, leave);
      else leave();
      if (!isOpen()) return;
    }
  }

  private async next(): Promise<ClaimedDelivery | undefined> {
    const keys = this.workflows;
    const found = await this.tools.claim(keys).catch(this.tools.warn);
    // What comes later is found by the ordinary claim, which adds its workflow again.
    if (!found) for (const key of keys) this.keys.delete(key);
    return found ?? undefined;
  }
}
