import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
const START_TIMEOUT = 60_000;

/** How a process is started. */
export interface ServingOptions {
  /** `database` of NocoBase's application */
  database: object;
  /** address of a Redis server, for clusters */
  redis?: string;
  env?: NodeJS.ProcessEnv;
}

let started = 0;

/** A NocoBase in a process of its own, with the built plugin. */
export class Serving {
  private child?: ChildProcess;
  private readonly storage = fs.mkdtempSync(path.join(os.tmpdir(), 'webhook-serve-'));
  private output = '';
  url = '';

  constructor(private readonly options: ServingOptions) {}

  /** Starts it, and resolves when it takes calls. */
  async start(): Promise<void> {
    const { database, redis, env } = this.options;
    this.output = '';
    // A worker id of its own: NocoBase picks one of 32 at random, and two nodes with the same one generate the same row ids.
    started += 1;
    const child = spawn(
      'node',
      ['--require', path.join(__dirname, 'sqlite3-preload.cjs'), '--import', 'tsx', path.join(__dirname, 'serve.ts')],
      {
        cwd: ROOT,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
          ...process.env,
          APP_ENV: 'production',
          APP_KEY: 'only-for-tests',
          API_BASE_PATH: '/api/',
          NODE_MODULES_PATH: path.join(ROOT, 'node_modules'),
          STORAGE_PATH: this.storage,
          LOGGER_LEVEL: 'error',
          LOGGER_TRANSPORT: 'console',
          TEST_WORKER_ID: String(1 + (started % 31)),
          TEST_DATABASE_OPTIONS: JSON.stringify(database),
          ...(redis && { TEST_REDIS: redis, LOCK_ADAPTER_DEFAULT: 'redis' }),
          ...env,
        },
      },
    );
    this.child = child;
    const port = await new Promise<string>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`not ready in time: ${this.output}`)), START_TIMEOUT);
      const read = (chunk: Buffer) => {
        this.output = (this.output + chunk.toString()).slice(-20_000);
        const ready = /^ready (\d+)$/m.exec(this.output);
        if (!ready) return;
        clearTimeout(timer);
        resolve(ready[1]);
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      child.once('exit', (code) => reject(new Error(`ended with ${code}: ${this.output}`)));
    });
    this.url = `http://127.0.0.1:${port}`;
  }

  /** Ends it without a warning, as the kernel does. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** Asks it to end. */
  async stop(): Promise<void> {
    await this.end('SIGTERM');
    fs.rmSync(this.storage, { recursive: true, force: true });
  }

  /** What it printed last. */
  get log(): string {
    return this.output;
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const { child } = this;
    this.child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    const timer = setTimeout(() => child.kill('SIGKILL'), 15_000);
    await ended;
    clearTimeout(timer);
  }
}
