import type { DeliveryState } from '../../common/deliveryStates';

/** A change of a delivery's state. */
export interface Transition {
  /** `new`: the row is inserted */
  from: DeliveryState | 'new';
  to: DeliveryState;
  /** below src/server, where it is written */
  file: string;
  /** what has to be true */
  guard: string;
}

/** What each state means; the table in docs/deliveries.md is made from this. */
export const STATE_MEANINGS: Record<DeliveryState, string> = {
  recorded:
    'acknowledged, not dispatched yet; `code` is `workflow_disabled` or `not_started` while it waits for something',
  claimed: 'the same, leased by a process',
  running: 'a synchronous run is in flight',
  dispatched: 'its execution exists; a synchronous one has succeeded',
  failed: 'it could not run, or its synchronous run failed; `code` and `reason` say why',
  duplicate: 'a repetition of the delivery in `duplicateOf`, answered like that one',
  handshake: "a provider's ownership check, answered",
  refused: 'refused, see `code` and `reason`',
};

/** Every change of state that there is. A state that is the `from` of none is final. */
export const TRANSITIONS: readonly Transition[] = [
  { from: 'new', to: 'recorded', file: 'inbox/Inbox.ts', guard: 'verified; older deliveries wait, or memory is full' },
  { from: 'new', to: 'claimed', file: 'inbox/Inbox.ts', guard: 'verified; this process can dispatch it from memory' },
  { from: 'new', to: 'running', file: 'inbox/Inbox.ts', guard: 'verified; its workflow is synchronous' },
  { from: 'new', to: 'duplicate', file: 'inbox/Inbox.ts', guard: 'its idempotency key is recorded already' },
  { from: 'new', to: 'handshake', file: 'inbox/Inbox.ts', guard: 'an ownership check was answered' },
  { from: 'new', to: 'refused', file: 'inbox/Inbox.ts', guard: 'refused at any step' },
  { from: 'recorded', to: 'claimed', file: 'inbox/worker/claim.ts', guard: 'due, and still `recorded`' },
  { from: 'claimed', to: 'recorded', file: 'inbox/worker/claim.ts', guard: 'given back: a stop, or no slot' },
  { from: 'claimed', to: 'recorded', file: 'inbox/worker/hold.ts', guard: 'its workflow is disabled' },
  {
    from: 'claimed',
    to: 'recorded',
    file: 'inbox/worker/postpone.ts',
    guard: 'the engine refused it: it is tried later',
  },
  {
    from: 'claimed',
    to: 'recorded',
    file: 'inbox/worker/recover-expired.ts',
    guard: 'the lease expired, and there is no execution',
  },
  {
    from: 'claimed',
    to: 'dispatched',
    file: 'inbox/worker/dispatch-claimed.ts',
    guard: 'its execution is committed',
  },
  {
    from: 'claimed',
    to: 'failed',
    file: 'inbox/worker/dispatch-claimed.ts',
    guard: 'its workflow was deleted, or it is dead-lettered after 12 attempts',
  },
  {
    from: 'claimed',
    to: 'dispatched',
    file: 'inbox/worker/recover-expired.ts',
    guard: 'the lease expired, and its execution exists',
  },
  { from: 'running', to: 'dispatched', file: 'run/settlement-of.ts', guard: 'the run succeeded, or waits' },
  { from: 'running', to: 'failed', file: 'run/settlement-of.ts', guard: 'the run failed, or did not begin in time' },
  {
    from: 'running',
    to: 'dispatched',
    file: 'inbox/worker/recover-expired.ts',
    guard: 'the lease expired; its execution succeeded, or the engine has it queued',
  },
  {
    from: 'running',
    to: 'failed',
    file: 'inbox/worker/recover-expired.ts',
    guard: 'the lease expired; its execution did not succeed, or there is none',
  },
];
