import fs from 'node:fs';
import path from 'node:path';
import { buildClient } from './build-client';
import { buildServer } from './build-server';
import { externalVersions } from './external-versions';
import { readManifest, ROOT } from './project';

/** Makes dist/: the server's bundle, one module for each client, the texts, and the versions that NocoBase compares. See ADR 2. */
export async function buildPlugin(): Promise<void> {
  const { name } = readManifest();
  const dist = path.join(ROOT, 'dist');
  fs.rmSync(dist, { recursive: true, force: true });
  const names = [
    ...(await buildServer()),
    ...(await buildClient('client', name)),
    ...(await buildClient('client-v2', `${name}/client-v2`)),
  ];
  fs.cpSync(path.join(ROOT, 'src/locale'), path.join(dist, 'locale'), { recursive: true });
  fs.writeFileSync(
    path.join(dist, 'externalVersion.js'),
    `module.exports = ${JSON.stringify(externalVersions(names), null, 2)};\n`,
  );
}
