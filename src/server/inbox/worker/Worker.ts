import { claim, release, renew, type Claim, type ClaimedDelivery } from './claim';
import { describeError } from '../../log/describe-error';
import type { ExecutionId } from './DroppedExecutions';
import { dispatchClaimed } from './dispatch-claimed';
import type { Leave } from './RunLimiter';
import { heldWorkflows } from './held-workflows';
import { unhold } from './hold';
import { triageBatch } from './triage-batch';
import { recoverExpired } from './recover-expired';
import { SyncQueue } from './SyncQueue';
import type { WorkerTools } from './WorkerTools';

const LEASE = 15_000;
const RENEW_EVERY = 5_000;
const LOOK_EVERY = 500;
const START_AGAIN_EVERY = 1_000;
const PAUSE = 50;
// How many deliveries this process keeps in memory, and how many of them it hands over at once.
const MAX_QUEUED = 100;
const MAX_QUEUED_SIZE = 16 * 1024 * 1024;
const MAX_HANDED = 4;
// What is claimed from the table at once: rows, and about how many bytes that they take.
const BATCH = 50;
const BATCH_SIZE = 8 * 1024 * 1024;

/**
 * Gives recorded deliveries to the engine, in order and no faster than it works. Those that this process has just recorded come straight
 * from memory while few wait; all others are claimed from the table, a batch at a time, so memory stays flat whatever the backlog.
 */
export class Worker {
  private readonly queue: ClaimedDelivery[] = [];
  private queuedSize = 0;
  private readonly handed = new Set<string>();
  private readonly running = new Set<string>();
  private readonly timers: NodeJS.Timeout[] = [];
  private open = false;
  private serving = false;
  /** whether the table is to be asked for more */
  private more = true;
  /** whether older deliveries wait in the table, so that new ones have to line up there */
  private backlog = true;
  private readonly syncQueue: SyncQueue;
  private wake: () => void = () => undefined;
  private loop: Promise<void> = Promise.resolve();

  constructor(private readonly tools: WorkerTools) {
    this.syncQueue = new SyncQueue({
      slots: tools.slots,
      isOpen: () => this.open,
      claim: async (only) => (await this.claimSome(1, { only }))[0],
      handOver: (delivery, leave) => void this.handOver(delivery, leave),
      warn: (error) => tools.warn('claiming for a turn', describeError(error)),
    });
  }

  /** Starts working; where this process runs no workflows it only looks after deliveries whose process has died. */
  start(): void {
    const { tools } = this;
    this.open = true;
    this.serving = tools.engine.serving();
    this.timers.push(
      setInterval(() => this.quietly('renewing claims', () => this.renew()), RENEW_EVERY),
      setInterval(() => this.look(), LOOK_EVERY),
      setInterval(() => this.quietly('dropped executions', () => this.startAgain()), START_AGAIN_EVERY),
    );
    for (const timer of this.timers) timer.unref();
    if (!this.serving) return;
    this.loop = (async () => {
      await this.quietly('held deliveries', () => this.unholdMissed());
      await this.quietly('taking over', () => this.takeOver());
      await this.work();
    })();
  }

  /** Whether a delivery of this size may be claimed as it is recorded, to be dispatched from memory. */
  takes(size: number): boolean {
    return (
      this.open &&
      this.serving &&
      !this.backlog &&
      this.queue.length < MAX_QUEUED &&
      this.queuedSize + size <= MAX_QUEUED_SIZE
    );
  }

  /** The columns of a claim that begins now. */
  lease(): { claimedBy: string; leaseUntil: Date } {
    return { claimedBy: this.tools.owner, leaseUntil: new Date(this.tools.now() + LEASE) };
  }

  /** Takes a delivery that was claimed as it was recorded. */
  add(delivery: ClaimedDelivery): void {
    this.enqueue(delivery);
    this.wake();
  }

  /** Tells that a delivery was recorded and not taken. */
  linedUp(): void {
    this.backlog = true;
    this.look();
  }

  /** Looks into the table for deliveries to be claimed. */
  look(): void {
    this.more = true;
    this.wake();
  }

  /** Keeps up the claim of a synchronous run until it is done. */
  async keep<T>(id: string, run: () => Promise<T>): Promise<T> {
    this.running.add(id);
    return run().finally(() => this.running.delete(id));
  }

  /** A workflow was enabled, or deleted: what was held for it is looked at again. */
  async changed(workflowKey: string): Promise<void> {
    if (!this.open) return;
    await this.quietly('held deliveries', () => unhold(this.tools.db, [workflowKey]));
    this.look();
  }

  /** Claims nothing more, and gives back what has not been handed over yet. Whoever calls it sees to it that no turns are given any more. */
  async stop(): Promise<void> {
    if (!this.open) return;
    this.open = false;
    for (const timer of this.timers.splice(0)) clearInterval(timer);
    this.wake();
    await this.loop;
    await this.syncQueue.end();
    const ids = this.queue.splice(0).map(({ id }) => id);
    await this.quietly('giving back', () => release(this.tools.db, ids, this.tools.owner));
  }

  /** Waits, after `stop`, until the engine has taken or refused what it was handed; at most so many milliseconds. */
  async finish(atMost: number): Promise<void> {
    const end = this.tools.now() + atMost;
    while (this.handed.size && this.tools.now() < end) await this.sleep(end - this.tools.now());
  }

  private async work(): Promise<void> {
    while (this.open) {
      if (this.handed.size >= MAX_HANDED) await this.sleep();
      else if (!(await this.hasRoom())) await this.sleep(PAUSE);
      else if (this.queue.length) void this.handOver(this.take());
      else if (this.more) await this.quietly('claiming', () => this.claim());
      // A stop that came while it was looking for room has woken nobody, and nobody else would.
      else if (this.open) await this.sleep();
    }
  }

  // Of workflows that were enabled or deleted while nobody was there to see it.
  private async unholdMissed(): Promise<void> {
    const { enabled, gone } = await heldWorkflows(this.tools.db);
    await unhold(this.tools.db, [...enabled, ...gone]);
  }

  private enqueue(delivery: ClaimedDelivery): void {
    this.queue.push(delivery);
    this.queuedSize += delivery.size;
  }

  private take(): ClaimedDelivery {
    const [delivery] = this.queue.splice(0, 1);
    this.queuedSize -= delivery.size;
    return delivery;
  }

  private async hasRoom(): Promise<boolean> {
    const { backpressure: backpressure, now, warn } = this.tools;
    try {
      return await backpressure.hasRoom(now());
    } catch (error) {
      warn('executions not looked at', describeError(error));
      return false;
    }
  }

  private async claim(): Promise<void> {
    this.more = false;
    this.backlog = false;
    const claimed = await this.claimSome(BATCH, { except: this.syncQueue.workflows });
    const { ready, changed, synchronous } = await triageBatch(this.tools, claimed);
    for (const delivery of ready) this.enqueue(delivery);
    for (const workflowKey of changed) await this.changed(workflowKey);
    this.syncQueue.add(synchronous);
    // The next batch comes when this one is gone.
    if (claimed.length) this.linedUp();
  }

  private claimSome(rows: number, workflows: Claim['workflows']): Promise<ClaimedDelivery[]> {
    const { db, owner, now } = this.tools;
    const until = this.lease().leaseUntil;
    return claim(db, { owner, now: new Date(now()), until, rows, size: BATCH_SIZE, workflows });
  }

  private async handOver(delivery: ClaimedDelivery, leave?: Leave): Promise<void> {
    const { id, workflowKey } = delivery;
    this.handed.add(id);
    try {
      const outcome = await dispatchClaimed(this.tools, delivery, () => this.open, leave);
      if (outcome === 'changed') await this.changed(workflowKey);
      if (outcome === 'misplaced' && !leave) this.syncQueue.add([workflowKey]);
      else if (outcome !== 'done') this.syncQueue.forget(workflowKey);
    } catch (error) {
      // Its claim runs out, and whoever takes it over then finds the execution, if there is one.
      this.tools.warn(`delivery ${id} not settled`, describeError(error));
    } finally {
      this.handed.delete(id);
      this.wake();
    }
  }

  private async renew(): Promise<void> {
    const { db, owner } = this.tools;
    const ids = [...this.queue.map(({ id }) => id), ...this.handed, ...this.running];
    await renew(db, ids, { owner, until: this.lease().leaseUntil });
    await this.takeOver();
  }

  private async startAgain(): Promise<void> {
    if (this.serving) await this.tools.dropped.startAgain(this.tools.now());
  }

  private async takeOver(): Promise<void> {
    const { db, now, dropped } = this.tools;
    const queued = (executionId: ExecutionId) => dropped.watch(executionId, now());
    while (this.open && (await recoverExpired(db, new Date(now()), queued))) this.look();
  }

  private async quietly(what: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.tools.warn(what, describeError(error));
    }
  }

  private sleep(atMost?: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = atMost === undefined ? undefined : setTimeout(resolve, atMost);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
