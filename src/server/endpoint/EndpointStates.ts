import type Database from '@nocobase/database';

// Milliseconds that a row is believed for: all nodes of a cluster follow within this time, and unsigned requests ask no more often.
const BELIEVED_FOR = 1_000;

interface Read {
  at: number;
  expectsHandshakeUntil: Promise<number>;
}

/** What people have changed at endpoints, by the keys of their workflows: rows of `webhookEndpoints`. */
export class EndpointStates {
  private readonly reads = new Map<string, Read>();

  constructor(private readonly db: Database) {}

  /**
   * Whether a person has just asked for a handshake that hands over a secret.
   * @param workflowKey of an endpoint that exists
   * @param now milliseconds since 1970
   * @throws what the database throws
   */
  async expectsHandshake(workflowKey: string, now: number): Promise<boolean> {
    const known = this.reads.get(workflowKey);
    const read = known && Math.abs(now - known.at) < BELIEVED_FOR ? known : this.read(workflowKey, now);
    return now < (await read.expectsHandshakeUntil);
  }

  /** Expects a handshake of an endpoint. @param until milliseconds since 1970 @throws what the database throws */
  async expectHandshake(workflowKey: string, until: number): Promise<void> {
    await this.db.getModel('webhookEndpoints').upsert({ workflowKey, expectsHandshakeUntil: new Date(until) });
    this.reads.delete(workflowKey);
  }

  /** Forgets an endpoint whose workflow has been deleted. @throws what the database throws */
  async remove(workflowKey: string): Promise<void> {
    this.reads.delete(workflowKey);
    await this.db.getModel('webhookEndpoints').destroy({ where: { workflowKey } });
  }

  private read(workflowKey: string, now: number): Read {
    const expectsHandshakeUntil = this.db
      .getModel('webhookEndpoints')
      .findOne({ where: { workflowKey } })
      .then((row) => (row?.get('expectsHandshakeUntil') as Date | null | undefined)?.getTime() ?? 0);
    const read = { at: now, expectsHandshakeUntil };
    this.reads.set(workflowKey, read);
    // A failure is not believed.
    expectsHandshakeUntil.catch(() => this.reads.delete(workflowKey));
    return read;
  }
}
