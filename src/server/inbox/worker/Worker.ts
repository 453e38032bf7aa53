import { describeError } from '../../log/describe-error';
import { claim, release, renew, type Claim, type ClaimedDelivery } from './claim';
import { ClaimedQueue } from './ClaimedQueue';
import { dispatchClaimed } from './dispatch-claimed';
import type { ExecutionId } from './DroppedExecutions';
import { heldWorkflows } from './held-workflows';
import { unhold } from './hold';
import { recoverExpired } from './recover-expired';
import { SyncQueue } from './SyncQueue';
import { triageBatch } from './triage-batch';
import { WakeUp } from './WakeUp';
import type { WorkerTools } from './WorkerTools';

// Milliseconds.
const LEASE = 15_000;
const RENEW_EVERY = 5_000;
const POLL_EVERY = 500;
const RESTART_EVERY = 1_000;
const BACKPRESSURE_PAUSE = 50;
// Deliveries that are being dispatched at once.
const MAX_DISPATCHING = 4;
// What is claimed from the table at once: rows, and about how many bytes they take.
const BATCH = 50;
const BATCH_SIZE = 8 * 1024 * 1024;

/**
 * `stopped` → `serving` or `standby` by `start`, whatever → `stopped` by `stop`. On standby, where this process runs no workflows, it only
 * renews and recovers leases.
 */
type Mode = 'stopped' | 'serving' | 'standby';

/**
 * What is known of the recorded deliveries that nobody has claimed. New deliveries are claimed as they are recorded only while it is
 * `caught up`: otherwise they line up behind older ones.
 *
 * - `caught up` → `unsure`: it is time to look again, or another process has recorded or released something.
 * - `unsure`, `behind` → `caught up`: a claim begins, and will say what is true.
 * - any → `behind`: the claim has found some, or a delivery was recorded without being claimed.
 */
type TableMode = 'caught up' | 'unsure' | 'behind';

/**
 * Dispatches recorded deliveries in order, no faster than the engine works (backpressure). Those that this process has just recorded come
 * straight from memory while few wait; all others are claimed from the table, a batch at a time, so memory stays flat whatever the backlog.
 */
export class Worker {
  private mode: Mode = 'stopped';
  private table: TableMode = 'behind';
  private readonly queue = new ClaimedQueue();
  private readonly dispatching = new Set<string>();
  private readonly running = new Set<string>();
  private readonly syncQueue: SyncQueue;
  private readonly wakeUp = new WakeUp();
  private timers: NodeJS.Timeout[] = [];
  private loop: Promise<void> = Promise.resolve();

  constructor(private readonly tools: WorkerTools) {
    this.syncQueue = new SyncQueue({
      slots: tools.slots,
      isOpen: () => this.isOpen,
      claim: async (only) => (await this.claimSome(1, { only }))[0],
      dispatch: (delivery) => this.dispatch(delivery, true),
      warn: (error) => tools.warn('claiming for a slot', describeError(error)),
    });
  }

  private get isOpen(): boolean {
    return this.mode !== 'stopped';
  }

  /** Starts working. */
  start(): void {
    this.mode = this.tools.engine.serving() ? 'serving' : 'standby';
    this.timers = [
      setInterval(() => void this.attempt('renewing leases', () => this.renew()), RENEW_EVERY),
      setInterval(() => this.look(), POLL_EVERY),
      setInterval(() => void this.attempt('dropped executions', () => this.restartDropped()), RESTART_EVERY),
    ];
    for (const timer of this.timers) timer.unref();
    if (this.mode === 'serving') this.loop = this.work();
  }

  /** Whether a delivery of this size may be claimed as it is recorded, to be dispatched from memory. */
  accepts(size: number): boolean {
    return this.mode === 'serving' && this.table === 'caught up' && this.queue.hasRoomFor(size);
  }

  /** The columns of a lease that begins now. */
  lease(): { claimedBy: string; leaseUntil: Date } {
    return { claimedBy: this.tools.owner, leaseUntil: new Date(this.tools.now() + LEASE) };
  }

  /** Takes a delivery that was claimed as it was recorded. */
  add(delivery: ClaimedDelivery): void {
    this.queue.push(delivery);
    this.wakeUp.now();
  }

  /** Tells that a delivery was recorded without being claimed. */
  addedToTable(): void {
    this.table = 'behind';
    this.wakeUp.now();
  }

  /** Looks into the table for deliveries to claim. */
  look(): void {
    if (this.table === 'caught up') this.table = 'unsure';
    this.wakeUp.now();
  }

  /** Renews the lease of a synchronous run until it is done. */
  async keep<T>(id: string, run: () => Promise<T>): Promise<T> {
    this.running.add(id);
    return run().finally(() => this.running.delete(id));
  }

  /** A workflow was enabled, or deleted: what was held for it becomes due. */
  async changed(workflowKey: string): Promise<void> {
    if (!this.isOpen) return;
    await this.attempt('held deliveries', () => unhold(this.tools.db, [workflowKey]));
    this.look();
  }

  /** Claims nothing more, and gives back what has not been dispatched yet. Close the slots first. */
  async stop(): Promise<void> {
    if (!this.isOpen) return;
    this.mode = 'stopped';
    for (const timer of this.timers) clearInterval(timer);
    this.wakeUp.now();
    await this.loop;
    await this.syncQueue.end();
    const ids = this.queue.drain();
    await this.attempt('giving back', () => release(this.tools.db, ids, this.tools.owner));
  }

  /** Waits, after `stop`, until the engine has taken or refused what it was given. @param timeout milliseconds */
  async finish(timeout: number): Promise<void> {
    const end = this.tools.now() + timeout;
    while (this.dispatching.size && this.tools.now() < end) await this.wakeUp.sleep(end - this.tools.now());
  }

  private async work(): Promise<void> {
    await this.attempt('held deliveries', () => this.unholdMissed());
    await this.attempt('recovering', () => this.recover());
    while (this.isOpen) {
      if (this.dispatching.size >= MAX_DISPATCHING) await this.wakeUp.sleep();
      else if (!(await this.engineHasRoom())) await this.wakeUp.sleep(BACKPRESSURE_PAUSE);
      else if (!this.queue.isEmpty) void this.dispatch(this.queue.shift() as ClaimedDelivery, false);
      else if (this.table !== 'caught up') await this.attempt('claiming', () => this.claimBatch());
      // A stop during the check for room found nothing asleep to wake up.
      else if (this.mode !== 'stopped') await this.wakeUp.sleep();
    }
  }

  /** Of workflows that were enabled or deleted while no process was running. */
  private async unholdMissed(): Promise<void> {
    const { enabled, gone } = await heldWorkflows(this.tools.db);
    await unhold(this.tools.db, [...enabled, ...gone]);
  }

  private async engineHasRoom(): Promise<boolean> {
    const { backpressure, now, warn } = this.tools;
    try {
      return await backpressure.hasRoom(now());
    } catch (error) {
      warn('executions not looked at', describeError(error));
      return false;
    }
  }

  private async claimBatch(): Promise<void> {
    this.table = 'caught up';
    const claimed = await this.claimSome(BATCH, { except: this.syncQueue.workflows });
    const { ready, changed, synchronous } = await triageBatch(this.tools, claimed);
    for (const delivery of ready) this.queue.push(delivery);
    for (const workflowKey of changed) await this.changed(workflowKey);
    this.syncQueue.add(synchronous);
    // The next batch is claimed when this one has been dispatched.
    if (claimed.length) this.addedToTable();
  }

  private claimSome(rows: number, workflows: Claim['workflows']): Promise<ClaimedDelivery[]> {
    const { db, owner, now } = this.tools;
    const until = this.lease().leaseUntil;
    return claim(db, { owner, now: new Date(now()), until, rows, size: BATCH_SIZE, workflows });
  }

  /** Settles when a run in a slot has ended; never rejects. */
  private async dispatch(delivery: ClaimedDelivery, inSlot: boolean): Promise<void> {
    const { id, workflowKey } = delivery;
    let ended: Promise<void> | undefined;
    this.dispatching.add(id);
    try {
      const outcome = await dispatchClaimed(this.tools, delivery, {
        inSlot,
        isOpen: () => this.isOpen,
        begun: (run) => {
          ended = run.ended;
          // A stop waits for synchronous runs: the engine waits only for those that it has queued.
          if (inSlot) this.tools.runs.add(ended);
        },
      });
      if (outcome === 'changed') await this.changed(workflowKey);
      if (outcome === 'misplaced' && !inSlot) this.syncQueue.add([workflowKey]);
      else if (outcome !== 'done') this.syncQueue.remove(workflowKey);
    } catch (error) {
      // Its lease expires, and the process that recovers it finds the execution, if there is one.
      this.tools.warn(`delivery ${id} not settled`, describeError(error));
    } finally {
      this.dispatching.delete(id);
      this.wakeUp.now();
    }
    await ended;
  }

  private async renew(): Promise<void> {
    const { db, owner } = this.tools;
    const ids = [...this.queue.ids, ...this.dispatching, ...this.running];
    await renew(db, ids, { owner, until: this.lease().leaseUntil });
    await this.recover();
  }

  private async restartDropped(): Promise<void> {
    if (this.mode === 'serving') await this.tools.dropped.startAgain(this.tools.now());
  }

  private async recover(): Promise<void> {
    const { db, now, dropped } = this.tools;
    const queued = (executionId: ExecutionId) => dropped.watch(executionId, now());
    while (this.isOpen && (await recoverExpired(db, new Date(now()), queued))) this.look();
  }

  private async attempt(what: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.tools.warn(what, describeError(error));
    }
  }
}
