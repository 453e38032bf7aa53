import fs from 'node:fs';
import path from 'node:path';
import { readManifest } from './build/project';
import { Api } from './sandbox/Api';
import { buildDigest, installPlugin, isEnabled, readState, writeState } from './sandbox/install-plugin';
import { CLI, installPackages, isInstalled, writeEnvironment } from './sandbox/make-app';
import { readOptions, SandboxError, type SandboxOptions, USAGE } from './sandbox/options';
import { preflight } from './sandbox/preflight';
import { Processes } from './sandbox/Processes';
import { progress } from './sandbox/progress';
import { reset } from './sandbox/reset';
import { example, seed } from './sandbox/seed';
import { setJournal } from './sandbox/set-journal';
import { waitFor } from './sandbox/wait-for';

const START_SECONDS = 180;

/** A real NocoBase with the plugin in it, in one command; see docs/sandbox.md. */
async function sandbox(options: SandboxOptions, processes: Processes): Promise<void> {
  const { dir, port } = options;
  const origin = `http://127.0.0.1:${port}`;
  const api = new Api(origin);
  if (!isInstalled(dir)) await installPackages(dir, processes);
  if (options.reset) await progress('Dropping the data of the sandbox', () => reset(options));
  writeEnvironment(options);
  const digest = await progress('Building the plugin', buildDigest);
  const state = readState(dir);
  const known = JSON.stringify(options.database);
  if (state.database !== known) {
    await progress('Preparing the database', () => processes.run('node', [CLI, 'install', '--lang=en-US']));
    if (options.database.dialect === 'sqlite') await setJournal(processes);
    writeState(dir, { database: known });
  }
  await progress('Starting NocoBase', () => start(api, processes));
  if (state.plugin !== digest || state.database !== known) {
    const { mustRestart } = await progress('Installing the plugin', () => installPlugin(api, dir));
    if (mustRestart) {
      await progress('Starting NocoBase again with the new plugin', async () => {
        await processes.stopAll();
        await start(api, processes);
      });
    }
  }
  if (!(await isEnabled(api, readManifest().name))) throw new SandboxError('NocoBase did not enable the plugin');
  if (!readState(dir).seeded) await progress('Making the example', () => seed(api));
  writeState(dir, { database: known, plugin: digest, seeded: true });

  const { url, curl } = example(origin);
  console.log(`\nReady: ${origin}`);
  console.log(`\nSign in as admin@nocobase.com with admin123 (both clients: ${origin}/admin and ${origin}/v/admin)`);
  console.log(`The workflow "GitHub push" is at ${url}\nTry it, then look at the collection "Pushes":\n\n${curl}\n`);
  console.log('Stop with Ctrl+C');
}

async function start(api: Api, processes: Processes): Promise<void> {
  // Without its process manager, NocoBase stays in our group and ends with us.
  const server = processes.start('node', [CLI, 'start'], { APP_LAUNCH_MODE: 'node' });
  let ended = false;
  server.once('close', () => (ended = true));
  await waitFor('starting NocoBase', START_SECONDS, async () => {
    if (ended) throw new SandboxError('NocoBase ended while starting');
    return api.isUp();
  });
  await api.signIn();
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options.help) {
    console.log(USAGE);
    return;
  }
  await preflight(options, !isInstalled(options.dir));
  fs.mkdirSync(options.dir, { recursive: true });
  const log = path.join(options.dir, 'sandbox.log');
  fs.writeFileSync(log, '');
  console.log(`What NocoBase prints is in ${log}`);
  const processes = new Processes(options.dir, log);
  const stopping = new AbortController();
  const stop = async (code: number) => {
    if (stopping.signal.aborted) return;
    stopping.abort();
    await processes.stopAll();
    process.exit(code);
  };
  process.on('SIGINT', () => void stop(0));
  process.on('SIGTERM', () => void stop(0));
  whenOrphaned(() => void stop(0));
  try {
    await sandbox(options, processes);
  } catch (error) {
    if (stopping.signal.aborted) return;
    console.error(`\n${error instanceof SandboxError ? error.message : (error as Error).stack}\n\nThe log is ${log}`);
    await stop(1);
  }
}

// npm passes a signal on to its shell, and the shell does not pass it on to us: that it has gone is what we can see.
function whenOrphaned(act: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    act();
  }, 250);
  timer.unref();
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
