import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { SandboxError } from './options';

const GRACE = 15_000;

/** Starts programs, each in a process group of its own, so that all they started can be stopped with them. */
export class Processes {
  private readonly running = new Set<ChildProcess>();

  /** @param log file that takes what the programs print */
  constructor(
    private readonly cwd: string,
    private readonly log: string,
  ) {}

  /**
   * Runs a program to its end.
   * @throws SandboxError with the last lines it printed when it fails
   */
  async run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<void> {
    const child = this.start(command, args, env);
    const code = await new Promise((resolve) => child.once('close', resolve));
    if (code === 0) return;
    const tail = fs.readFileSync(this.log, 'utf8').trimEnd().split('\n').slice(-15).join('\n');
    throw new SandboxError(`${command} ${args.join(' ')} failed:\n${tail}\n\nAll of it is in ${this.log}`);
  }

  /** Starts a program and leaves it running. */
  start(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
    const output = fs.openSync(this.log, 'a');
    const child = spawn(command, [...args], {
      cwd: this.cwd,
      // NocoBase's command line calls yarn, which is among the sandbox's own packages.
      env: {
        ...process.env,
        PATH: `${path.join(this.cwd, 'node_modules/.bin')}${path.delimiter}${process.env.PATH}`,
        ...env,
      },
      detached: true,
      stdio: ['ignore', output, output],
    });
    fs.closeSync(output);
    this.running.add(child);
    child.once('close', () => this.running.delete(child));
    child.once('error', (error) => fs.appendFileSync(this.log, `${error.message}\n`));
    return child;
  }

  /** Stops everything that is running: asks, and after fifteen seconds insists. */
  async stopAll(): Promise<void> {
    await Promise.all([...this.running].map((child) => stop(child)));
  }
}

async function stop(child: ChildProcess): Promise<void> {
  const closed = new Promise((resolve) => child.once('close', resolve));
  signal(child, 'SIGTERM');
  const timer = setTimeout(() => signal(child, 'SIGKILL'), GRACE);
  await closed;
  clearTimeout(timer);
  // What the program itself left behind in its group.
  signal(child, 'SIGKILL');
}

function signal({ pid }: ChildProcess, name: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
