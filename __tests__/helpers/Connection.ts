import net, { type AddressInfo } from 'node:net';
import type { Server } from 'node:http';

/** One connection to the server that is written to step by step, for what has to come in an order, or one after the other. */
export class Connection {
  private received = '';
  private closed = false;
  private constructor(private readonly socket: net.Socket) {
    socket.on('data', (chunk) => (this.received += chunk.toString('latin1')));
    socket.on('error', () => undefined);
    socket.on('close', () => (this.closed = true));
  }

  static async open(server: Server): Promise<Connection> {
    const socket = net.connect((server.address() as AddressInfo).port, '127.0.0.1');
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    return new Connection(socket);
  }

  write(bytes: string | Buffer): void {
    this.socket.write(bytes);
  }

  /** What has come since the last time, as soon as it matches; or all that came in five seconds. */
  async read(pattern: RegExp): Promise<string> {
    await waitFor(() => pattern.test(this.received) || this.closed);
    const { received } = this;
    this.received = '';
    return received;
  }

  /** Whether the server closes the connection within five seconds. */
  async isClosed(): Promise<boolean> {
    await waitFor(() => this.closed);
    return this.closed;
  }

  close(): void {
    this.socket.destroy();
  }
}

async function waitFor(check: () => boolean): Promise<void> {
  const deadline = Date.now() + 5_000;
  while (!check() && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 10));
}
