import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { readOptions, SandboxError } from '../../../scripts/sandbox/options';
import { preflight } from '../../../scripts/sandbox/preflight';

describe('the preflight of the sandbox', () => {
  let server: Server;
  let used: number;
  let free: number;
  beforeAll(async () => {
    server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
    const other = createServer().listen(0, '127.0.0.1');
    await Promise.all([server, other].map((one) => new Promise((resolve) => one.once('listening', resolve))));
    used = (server.address() as AddressInfo).port;
    free = (other.address() as AddressInfo).port;
    await new Promise((resolve) => other.close(resolve));
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const check = (args: string[], first = false) =>
    preflight(readOptions(['--dir', path.join(os.tmpdir(), 'no-sandbox'), ...args]), first);

  it('is content with a free port and SQLite', async () => {
    await expect(check(['--port', String(free)])).resolves.toBeUndefined();
  });

  it('refuses a port in use', async () => {
    await expect(check(['--port', String(used)])).rejects.toThrow(`Port ${used} is in use`);
    await expect(check(['--port', String(used)])).rejects.toThrow(SandboxError);
  });

  it.each(['postgres', 'mysql', 'mariadb'])('refuses a %s server that does not answer', async (dialect) => {
    const address = `${dialect}://user:pass@127.0.0.1:${free}/name`;
    const refused = check(['--port', String(free), '--database', address]);
    await expect(refused).rejects.toThrow(`No ${dialect} server answers at 127.0.0.1:${free}`);
  });

  it('refuses a database that cannot be opened, without its password', async () => {
    const address = `postgres://user:hunter2@127.0.0.1:${used}/name`;
    const refused = check(['--port', String(free), '--database', address]);
    await expect(refused).rejects.toThrow(`The database "name" at 127.0.0.1:${used} can't be opened`);
    await expect(refused).rejects.not.toThrow('hunter2');
  });

  // A file system without a free block that every Linux has.
  (process.platform === 'linux' ? it : it.skip)('refuses a disk that is full, at the first start only', async () => {
    const args = ['--port', String(free), '--dir', '/proc/no-sandbox'];
    await expect(check(args, true)).rejects.toThrow('/proc has 0.0 GB left and NocoBase needs 3 GB');
    await expect(check(args, false)).resolves.toBeUndefined();
  });
});
