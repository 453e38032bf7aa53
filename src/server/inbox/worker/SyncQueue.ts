import type { ClaimedDelivery } from './claim';
import type { RunLimiter } from './RunLimiter';

/** What the queue works with. */
export interface SyncQueueTools {
  slots: RunLimiter;
  isOpen: () => boolean;
  /** claims the oldest due delivery of these workflows */
  claim: (workflowKeys: string[]) => Promise<ClaimedDelivery | undefined>;
  /** dispatches a claimed delivery; settles when its run has ended, or did not begin */
  dispatch: (delivery: ClaimedDelivery) => Promise<void>;
  warn: (error: unknown) => void;
}

/**
 * Dispatches recorded deliveries of workflows that have become synchronous: each is claimed when there is a slot for its run, and not
 * before, so that they take no room from others while they wait.
 */
export class SyncQueue {
  private readonly keys = new Set<string>();
  private working: Promise<void> | undefined;

  constructor(private readonly tools: SyncQueueTools) {}

  /** Keys of the workflows whose deliveries only this queue claims for now. */
  get workflows(): string[] {
    return [...this.keys];
  }

  /** Dispatches the deliveries of workflows until none is due. */
  add(workflowKeys: string[]): void {
    for (const key of workflowKeys) this.keys.add(key);
    if (!this.keys.size) return;
    this.working ??= this.work().finally(() => {
      this.working = undefined;
      // The ordinary claim finds what is left.
      this.keys.clear();
    });
  }

  /** Leaves a workflow to the ordinary claim: it is no longer synchronous, or not enabled. */
  remove(workflowKey: string): void {
    this.keys.delete(workflowKey);
  }

  /** Waits until no delivery is being claimed. Close the slots first. */
  async end(): Promise<void> {
    await this.working;
  }

  private async work(): Promise<void> {
    while (this.keys.size && (await this.dispatchNext()));
  }

  /** Waits for a slot and for the claim, not for the run. @returns whether to go on */
  private dispatchNext(): Promise<boolean> {
    const { slots, isOpen, dispatch, warn } = this.tools;
    return new Promise((resolve) => {
      const run = async (admitted: boolean) => {
        const delivery = admitted && isOpen() ? await this.claimNext() : undefined;
        resolve(admitted && isOpen());
        if (delivery) await dispatch(delivery);
      };
      slots.run(Infinity, run).catch(warn);
    });
  }

  private async claimNext(): Promise<ClaimedDelivery | undefined> {
    const keys = this.workflows;
    const found = await this.tools.claim(keys).catch(this.tools.warn);
    // The ordinary claim finds what comes later, and adds its workflow again.
    if (!found) for (const key of keys) this.keys.delete(key);
    return found ?? undefined;
  }
}
