import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

/** A PostgreSQL server of the test's own on loopback, to be stopped and started at will. Needs the server's programs (Debian: postgresql). */
export class PostgresServer {
  private readonly directory = fs.mkdtempSync(path.join(os.tmpdir(), 'webhook-pg-'));
  private readonly programs = findPrograms();
  private port = 0;

  /** Its address, as `TEST_DATABASE` takes it. */
  get address(): string {
    return `postgres://postgres@127.0.0.1:${this.port}/postgres`;
  }

  async create(): Promise<void> {
    this.port = await freePort();
    fs.chmodSync(this.directory, 0o777);
    this.run('initdb', '-D', this.data, '-A', 'trust', '-U', 'postgres', '--no-sync');
    this.start();
  }

  start(): void {
    const options = `-p ${this.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${this.directory} -c max_connections=200`;
    this.run('pg_ctl', 'start', '-w', '-D', this.data, '-l', path.join(this.directory, 'log'), '-o', options);
  }

  /** Ends it at once, and with it every connection. */
  stop(): void {
    this.run('pg_ctl', 'stop', '-w', '-m', 'immediate', '-D', this.data);
  }

  drop(): void {
    this.stop();
    fs.rmSync(this.directory, { recursive: true, force: true });
  }

  private get data(): string {
    return path.join(this.directory, 'data');
  }

  // The server refuses to run as root.
  private run(program: string, ...args: string[]): void {
    const command = path.join(this.programs, program);
    const [file, all] =
      process.getuid?.() === 0 ? ['runuser', ['-u', 'postgres', '--', command, ...args]] : [command, args];
    execFileSync(file, all, { stdio: 'ignore', cwd: this.directory });
  }
}

function findPrograms(): string {
  const base = '/usr/lib/postgresql';
  const versions = fs.existsSync(base) ? fs.readdirSync(base).sort((a, b) => Number(b) - Number(a)) : [];
  const found = versions
    .map((version) => path.join(base, version, 'bin'))
    .find((bin) => fs.existsSync(path.join(bin, 'initdb')));
  if (!found) throw new Error('the PostgreSQL server is not installed: on Debian, apt-get install postgresql');
  return found;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
