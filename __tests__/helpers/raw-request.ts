import net from 'node:net';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Writes bytes to the server over a socket of its own, for what an HTTP client would not send.
 * @param hangUp closes our side right after writing
 * @returns all that came back until the server closed, or until five seconds were over
 */
export function rawRequest(server: Server, bytes: string | Buffer, { hangUp = false } = {}): Promise<string> {
  return new Promise((resolve) => {
    const socket = net.connect((server.address() as AddressInfo).port, '127.0.0.1');
    let received = '';
    socket.setTimeout(5_000, () => socket.destroy());
    socket.on('data', (chunk) => (received += chunk.toString('latin1')));
    socket.on('close', () => resolve(received));
    socket.on('error', () => resolve(received));
    socket.write(bytes, () => hangUp && socket.destroy());
  });
}
