import fs from 'node:fs';
import path from 'node:path';

/** The project's folder. */
export const ROOT = path.resolve(__dirname, '../..');

/** What the build reads of package.json. */
export interface Manifest {
  name: string;
  version: string;
  devDependencies: Record<string, string>;
  dependencies?: Record<string, string>;
  [key: string]: unknown;
}

/** Reads the project's package.json. */
export function readManifest(): Manifest {
  return JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as Manifest;
}
