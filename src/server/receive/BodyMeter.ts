import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { reject, type Rejection } from '../model/rejection';
import type { ByteBlocks } from './ByteBlocks';

const RATE_CHECK_EVERY = 1_000;
const RATE_GRACE = 5_000;
// Seconds over which the pace is measured: a body that came fast and then stopped must not hold its memory for long.
const RATE_WINDOW = 10;

/** How fast a body has to arrive. */
export interface BodyPace {
  /** milliseconds for the whole body */
  bodyTimeout: number;
  /** bytes a second that a sender has to average over the last ten seconds, after the first five; 0: no minimum */
  minBodyRate: number;
}

/** The error that ends a `BodyMeter` when its request has to be refused. */
export class BodyRefused extends Error {
  constructor(readonly rejection: Rejection) {
    super(rejection.reason);
  }
}

/**
 * A request's body as a stream of blocks. It ends with a `BodyRefused` when the sender is too slow or gone (408), or when the memory for
 * bodies is used up (503). There is no backpressure: the reader limits the size. See ADR 12.
 */
export class BodyMeter extends Readable {
  private size = 0;
  /** size at the end of each of the last seconds */
  private readonly sizes = [0];
  private elapsed = 0;
  private readonly timers: NodeJS.Timeout[];
  private readonly gone = () => this.refuse(senderGone());
  private readonly handlers: [event: string, handler: (chunk: Buffer) => void][] = [
    ['data', (chunk) => this.count(chunk)],
    ['end', () => this.finish()],
    ['aborted', this.gone],
    ['error', this.gone],
    ['close', this.gone],
  ];

  /** @param request nothing of its body has been read yet */
  constructor(
    private readonly request: IncomingMessage,
    private readonly blocks: ByteBlocks,
    { bodyTimeout, minBodyRate }: BodyPace,
  ) {
    super();
    this.timers = [
      setTimeout(() => this.refuse(tooSlow(`body not complete after ${bodyTimeout} ms`)), bodyTimeout),
      setInterval(() => this.checkRate(minBodyRate), RATE_CHECK_EVERY),
    ];
    for (const [event, handler] of this.handlers) request.on(event, handler);
  }

  override _read(): void {
    // The request pushes.
  }

  override _destroy(error: Error | null, callback: (error: Error | null) => void): void {
    this.detach();
    // Without a listener, a connection that breaks later would raise an exception.
    this.request.on('error', () => undefined);
    if (error) this.request.pause();
    callback(error);
  }

  private count(chunk: Buffer): void {
    this.size += chunk.length;
    const full = this.blocks.add(chunk);
    if (!full) return this.refuse(noMemory());
    for (const block of full) this.push(block);
  }

  private finish(): void {
    // What happens to the connection from now on does not concern the body.
    this.detach();
    const rest = this.blocks.rest();
    if (rest) this.push(rest);
    this.push(null);
  }

  private detach(): void {
    for (const timer of this.timers) clearInterval(timer);
    for (const [event, handler] of this.handlers) this.request.off(event, handler);
  }

  private checkRate(minBodyRate: number): void {
    this.elapsed += RATE_CHECK_EVERY;
    const arrived = this.size - this.sizes[0];
    if (this.elapsed >= RATE_GRACE && arrived < this.sizes.length * minBodyRate) {
      this.refuse(tooSlow('body too slow'));
    }
    this.sizes.push(this.size);
    if (this.sizes.length > RATE_WINDOW) this.sizes.shift();
  }

  private refuse(rejection: Rejection): void {
    this.destroy(new BodyRefused(rejection));
  }
}

function tooSlow(reason: string): Rejection {
  return reject('body_timeout', reason, { close: true });
}

/** 408: the connection broke before the end of the body. */
export function senderGone(): Rejection {
  return tooSlow('the sender went away');
}

/** 503: the bodies of other requests take all the memory that there is for bodies. */
export function noMemory(): Rejection {
  return reject('unavailable', 'no memory for more bodies', { retry: 'busy', close: true });
}
