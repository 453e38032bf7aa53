import { addressGroup } from './address-group';

const MINUTE = 60_000;
const DAY = 86_400_000;
// Pairs of endpoint and address kept in memory, at a few hundred bytes each.
const MAX_COUNTED = 20_000;
const MAX_VERIFIED = 50_000;

/** A sender and the endpoint that it sends to. */
export interface Attempt {
  workflowKey: string;
  /** undefined when unknown: the attempt is not counted then */
  address: string | undefined;
}

/** Settings and queries of the counter. */
export interface RefusedAttemptsOptions {
  /** refused attempts of one address at one endpoint in a minute; 0: no limit */
  perMinute: number;
  /**
   * whether the address sent a verified request to the endpoint in the last 24 hours, possibly through another process: asked at most once
   * a minute for each address, when it reaches the limit
   */
  wasVerified: (attempt: Attempt) => Promise<boolean>;
}

interface Counter {
  /** start of the fixed window, milliseconds since 1970 */
  since: number;
  refused: number;
  /** whether the address was verified earlier, once that has been asked in this window */
  known?: Promise<boolean>;
}

/**
 * Counts refused attempts by endpoint and address in fixed windows of a minute, which stops guessing without stopping other senders. An
 * address that was verified in the last 24 hours is never stopped. Both memories are bounded: when one is full, its oldest entry is dropped,
 * and a flood of refused addresses can't displace a verified one.
 */
export class RefusedAttempts {
  private readonly counters = new Map<string, Counter>();
  /** when each pair was last verified, oldest first */
  private readonly verified = new Map<string, number>();

  constructor(private readonly options: RefusedAttemptsOptions) {}

  /** Seconds that a request has to wait; 0: it may go on. @param now milliseconds since 1970 */
  async wait(attempt: Attempt, now: number): Promise<number> {
    const { perMinute, wasVerified } = this.options;
    const key = keyOf(attempt);
    const counter = key === undefined ? undefined : this.counters.get(key);
    if (!key || !counter || counter.refused < perMinute || !isOpen(counter, now) || this.isVerified(key, now)) return 0;
    // Fails open: if the database can't answer, an honest sender must not be stopped.
    counter.known ??= wasVerified(attempt).catch(() => true);
    if (await counter.known) return 0;
    return Math.max(1, Math.ceil((counter.since + MINUTE - now) / 1_000));
  }

  /** Counts an attempt that was refused. @param now milliseconds since 1970 */
  refused(attempt: Attempt, now: number): void {
    const key = keyOf(attempt);
    if (!key || !this.options.perMinute) return;
    const counter = this.counters.get(key);
    if (counter && isOpen(counter, now)) {
      counter.refused += 1;
      return;
    }
    this.counters.delete(key);
    makeRoom(this.counters, MAX_COUNTED);
    this.counters.set(key, { since: now, refused: 1 });
  }

  /** Remembers a verified request. @param now milliseconds since 1970 */
  accepted(attempt: Attempt, now: number): void {
    const key = keyOf(attempt);
    if (!key || !this.options.perMinute) return;
    this.verified.delete(key);
    makeRoom(this.verified, MAX_VERIFIED);
    this.verified.set(key, now);
  }

  /** Forgets a removed endpoint. */
  forget(workflowKey: string): void {
    const prefix = `${workflowKey} `;
    for (const map of [this.counters, this.verified]) {
      for (const key of map.keys()) if (key.startsWith(prefix)) map.delete(key);
    }
  }

  private isVerified(key: string, now: number): boolean {
    const last = this.verified.get(key);
    return last !== undefined && now - last < DAY;
  }
}

// Setting the clock back opens a new window.
function isOpen({ since }: Counter, now: number): boolean {
  return now >= since && now < since + MINUTE;
}

function keyOf({ workflowKey, address }: Attempt): string | undefined {
  const group = addressGroup(address);
  return group && `${workflowKey} ${group}`;
}

function makeRoom(map: Map<string, unknown>, limit: number): void {
  if (map.size < limit) return;
  const oldest = map.keys().next();
  if (!oldest.done) map.delete(oldest.value);
}
