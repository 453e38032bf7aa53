/** A sender's own number of an event, and whether it was told that the event is stored. */
export interface Sent {
  event: string;
  /** how often the sender was told so: more than once only if it sent again */
  acknowledged: number;
}

/**
 * Senders that behave as providers do: each event is sent until it is acknowledged, with the same idempotency key each time, and now and
 * then once more although it was acknowledged.
 */
export class Senders {
  private readonly events = new Map<string, Sent>();
  private readonly pending: string[] = [];
  private count = 0;
  private running = false;
  private workers: Promise<void>[] = [];
  /** answers that were neither 2xx nor a refusal that a sender may expect */
  readonly unexpected: string[] = [];

  /** @param concurrency senders at the same time */
  constructor(
    private readonly path: string,
    private readonly concurrency = 8,
  ) {}

  /** Sends to the server until `stop`. */
  start(url: string): void {
    this.running = true;
    this.workers = Array.from({ length: this.concurrency }, () => this.work(url));
  }

  async stop(): Promise<void> {
    this.running = false;
    await Promise.all(this.workers);
  }

  /** Sends what has not been acknowledged yet, and nothing new. */
  async finish(url: string): Promise<void> {
    for (const event of this.pending.splice(0)) await this.send(url, event);
  }

  get acknowledged(): string[] {
    return [...this.events.values()].filter((sent) => sent.acknowledged).map(({ event }) => event);
  }

  private async work(url: string): Promise<void> {
    while (this.running) {
      const event = this.pending.shift() ?? this.next();
      const answered = await this.send(url, event);
      // A server that does not answer is not called as fast as the machine can.
      if (!answered) await new Promise((resolve) => setTimeout(resolve, 20));
      else if (Math.random() < 0.1) await this.send(url, event);
    }
  }

  private next(): string {
    this.count += 1;
    const event = `event-${this.count}`;
    this.events.set(event, { event, acknowledged: 0 });
    return event;
  }

  private async send(url: string, event: string): Promise<boolean> {
    try {
      const response = await fetch(`${url}/api/webhooks/${this.path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Event': event },
        body: JSON.stringify({ event }),
        signal: AbortSignal.timeout(15_000),
      });
      await response.arrayBuffer();
      if (response.ok) {
        (this.events.get(event) as Sent).acknowledged += 1;
        return true;
      }
      if (![409, 429, 503].includes(response.status)) this.unexpected.push(`${event}: ${response.status}`);
    } catch {
      // Nobody there, or gone before it answered: the sender can't know whether the event was stored.
    }
    this.pending.push(event);
    return false;
  }
}
