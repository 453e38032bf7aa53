import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { SandboxError } from '../../../scripts/sandbox/options';
import { Processes } from '../../../scripts/sandbox/Processes';

const ROOT = path.resolve(__dirname, '../../..');
/** Starts a program of its own, writes down both, and stays. */
const STAYS = 'sleep 300 & echo $! $$ > pids.new; mv pids.new pids; wait';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'webhook-processes-'));
const pids = path.join(folder, 'pids');
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
beforeEach(() => fs.rmSync(pids, { force: true }));

async function until(check: () => boolean): Promise<void> {
  while (!check()) await new Promise((resolve) => setTimeout(resolve, 20));
}

async function started(): Promise<number[]> {
  await until(() => fs.existsSync(pids));
  return fs.readFileSync(pids, 'utf8').trim().split(' ').map(Number);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // What has ended and was not waited for is no longer running.
    return !/\) Z /.test(fs.readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

describe('the processes of the sandbox', () => {
  const processes = new Processes(folder, path.join(folder, 'log'));

  it('are stopped with all that they started', async () => {
    processes.start('sh', ['-c', STAYS]);
    const both = await started();
    expect(both.map(isAlive)).toEqual([true, true]);
    await processes.stopAll();
    await until(() => !both.some(isAlive));
  });

  it('say what went wrong, with the last lines that they printed', async () => {
    const failed = processes.run('sh', ['-c', 'echo no space left; exit 3']);
    await expect(failed).rejects.toThrow(SandboxError);
    await expect(failed).rejects.toThrow(/failed:\n[^]*no space left/);
  });

  it('fail when there is no such program', async () => {
    await expect(processes.run('no-such-program', [])).rejects.toThrow(/ENOENT/);
  });
});

describe('a sandbox that is told to stop while it installs', () => {
  const bin = path.join(folder, 'bin');
  beforeAll(() => {
    // Its first step runs npm; this one never ends.
    fs.mkdirSync(bin);
    fs.writeFileSync(path.join(bin, 'npm'), `#!/bin/sh\ncd ${folder}\n${STAYS}\n`, { mode: 0o755 });
  });

  const run = (command: string, args: string[]): ChildProcess =>
    spawn(command, [...args, '--dir', path.join(folder, 'app'), '--port', '1'], {
      cwd: ROOT,
      env: { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH}` },
      stdio: 'ignore',
    });
  const sandbox = ['--import', 'tsx', 'scripts/sandbox.ts'];

  it.each<NodeJS.Signals>(['SIGTERM', 'SIGINT'])('ends at %s, and leaves nothing behind', async (signal) => {
    const child = run('node', sandbox);
    const code = new Promise((resolve) => child.once('close', resolve));
    const both = await started();
    child.kill(signal);
    expect(await code).toBe(0);
    await until(() => !both.some(isAlive));
  });

  it('ends when the shell that npm runs it in is gone', async () => {
    const shell = run('sh', ['-c', 'node "$@" & wait', 'sh', ...sandbox]);
    const both = await started();
    shell.kill('SIGKILL');
    await until(() => !both.some(isAlive));
  });
});
