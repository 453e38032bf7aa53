import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { buildPlugin } from '../build/build';
import { packPlugin } from '../build/pack';
import { readManifest, ROOT } from '../build/project';
import type { Api } from './Api';
import { waitFor } from './wait-for';

/** What a sandbox remembers between starts. */
export interface State {
  /** the database that it was installed into */
  database?: string;
  /** digest of the plugin's built files */
  plugin?: string;
  seeded?: boolean;
}

export function readState(dir: string): State {
  const file = path.join(dir, 'state.json');
  return fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as State) : {};
}

export function writeState(dir: string, state: State): void {
  fs.writeFileSync(path.join(dir, 'state.json'), JSON.stringify(state));
}

/** Builds the plugin and gives the digest of what came out. */
export async function buildDigest(): Promise<string> {
  await buildPlugin();
  const hash = createHash('sha256');
  for (const file of filesBelow(path.join(ROOT, 'dist')).sort()) hash.update(file).update(fs.readFileSync(file));
  return hash.digest('hex');
}

/**
 * Gives the packed plugin to a running NocoBase, as a person would upload it.
 * @returns whether NocoBase had it already, and must be started again to run the new one
 */
export async function installPlugin(api: Api, dir: string): Promise<{ mustRestart: boolean }> {
  const { name, version } = readManifest();
  // Browsers and the plugin manager tell builds apart by their version.
  const build = `${version}-sandbox.${Date.now()}`;
  const { file } = await packPlugin({ version: build, folder: dir });
  try {
    const had = await isKnown(api, name);
    await api.upload('pm:add', file);
    if (had) {
      // NocoBase notes that it upgrades before the new files are in place, and must not be stopped in between.
      await waitFor('taking the plugin', 60, async () => installedVersion(dir, name) === build);
      return { mustRestart: true };
    }
    await waitFor('taking the plugin', 60, () => isKnown(api, name));
    await api.call(`pm:enable?filterByTk=${encodeURIComponent(name)}&awaitResponse=true`, {});
    await waitFor('enabling the plugin', 60, () => isEnabled(api, name));
    return { mustRestart: false };
  } finally {
    fs.rmSync(file, { force: true });
  }
}

/** Tells whether the plugin is enabled in NocoBase. */
export async function isEnabled(api: Api, name: string): Promise<boolean> {
  return (await plugins(api)).some((plugin) => plugin.packageName === name && plugin.enabled);
}

function installedVersion(dir: string, name: string): string | undefined {
  try {
    const manifest = fs.readFileSync(path.join(dir, 'storage/plugins', name, 'package.json'), 'utf8');
    return (JSON.parse(manifest) as { version: string }).version;
  } catch {
    return undefined;
  }
}

async function isKnown(api: Api, name: string): Promise<boolean> {
  return (await plugins(api)).some((plugin) => plugin.packageName === name);
}

async function plugins(api: Api): Promise<{ packageName: string; enabled: boolean }[]> {
  try {
    return (await api.call<{ data: { packageName: string; enabled: boolean }[] }>('pm:list')).data;
  } catch {
    // NocoBase answers 503 while it takes a plugin in.
    return [];
  }
}

function filesBelow(folder: string): string[] {
  return fs
    .readdirSync(folder, { withFileTypes: true, recursive: true })
    .flatMap((entry) => (entry.isFile() ? [path.join(entry.parentPath, entry.name)] : []));
}
