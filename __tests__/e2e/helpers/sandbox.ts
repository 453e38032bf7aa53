import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../../..');
const READY = /^Ready: (http:\S+)$/m;

/** A running sandbox. */
export interface Sandbox {
  /** such as `http://127.0.0.1:13000` */
  origin: string;
  stop(): Promise<void>;
}

/**
 * Starts the sandbox in a directory, which is reused when it is there, on a free port.
 * @param dir where it is kept, from the project's folder
 * @param print takes what the sandbox prints
 * @throws Error with what it printed when it ends before it is ready
 */
export async function startSandbox(dir: string, print: (text: string) => void): Promise<Sandbox> {
  const args = ['--import', 'tsx', 'scripts/sandbox.ts', '--dir', dir, '--port', String(await freePort())];
  const child = spawn('node', args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  const origin = await new Promise<string>((resolve, reject) => {
    const take = (chunk: Buffer) => {
      printed += String(chunk);
      print(String(chunk));
      const ready = READY.exec(printed);
      if (ready) resolve(ready[1]);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.once('error', reject);
    child.once('close', (code) => reject(new Error(`The sandbox ended with ${code}:\n${printed}`)));
  });
  return { origin, stop: () => stop(child) };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const closed = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGTERM');
  await closed;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
