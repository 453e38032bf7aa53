import fs from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { ROOT } from './project';

const NOCOBASE = '2.2.15';

/**
 * Versions of the modules that the bundles take from NocoBase, which its plugin manager compares with its own.
 * @param names module names as imported
 */
export function externalVersions(names: readonly string[]): Record<string, string> {
  const packages = names.filter((name) => !isBuiltin(name)).map(packageOf);
  return Object.fromEntries([...new Set(packages)].sort().map((name) => [name, versionOf(name)]));
}

function packageOf(name: string): string {
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
}

function versionOf(name: string): string {
  if (name.startsWith('@nocobase/')) return NOCOBASE;
  const manifest = path.join(ROOT, 'node_modules', name, 'package.json');
  return (JSON.parse(fs.readFileSync(manifest, 'utf8')) as { version: string }).version;
}
