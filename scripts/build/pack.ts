import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildPlugin } from './build';
import { readManifest, ROOT } from './project';

const MAX_SIZE = 500_000;
const FORBIDDEN = [/\.tsx?$/, /(^|\/)src\//, /__tests__/, /\.map$/, /(^|\/)\.env/, /\.(pem|key)$/];
const ALLOWED = /^package\/[^/]+\.d\.ts$/;
const DEVELOPMENT_FIELDS = ['devDependencies', 'dependencies', 'overrides', 'scripts', 'allowScripts'];

/**
 * Builds the plugin and packs what NocoBase's plugin manager takes. See ADR 2.
 * @param version in place of the one in package.json
 * @param folder where the .tgz is put
 * @returns path and size of the .tgz
 * @throws when the package is over 500 kB or holds what must not be published
 */
export async function packPlugin({ version, folder = ROOT }: { version?: string; folder?: string } = {}): Promise<{
  file: string;
  size: number;
}> {
  await buildPlugin();
  const manifest = readManifest();
  const staging = fs.mkdtempSync(path.join(os.tmpdir(), 'webhook-pack-'));
  try {
    for (const name of [...(manifest.files as string[]), 'README.md', 'LICENSE', 'CHANGELOG.md']) {
      fs.cpSync(path.join(ROOT, name), path.join(staging, name), { recursive: true });
    }
    const kept = Object.entries(manifest).filter(([field]) => !DEVELOPMENT_FIELDS.includes(field));
    const published = { ...Object.fromEntries(kept), version: version ?? manifest.version };
    fs.writeFileSync(path.join(staging, 'package.json'), `${JSON.stringify(published, null, 2)}\n`);
    const printed = execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
      cwd: staging,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [{ filename, size }] = JSON.parse(printed) as [{ filename: string; size: number }];
    const file = path.join(folder, filename);
    check(file, size);
    return { file, size };
  } finally {
    fs.rmSync(staging, { recursive: true, force: true });
  }
}

function check(file: string, size: number): void {
  if (size > MAX_SIZE) throw new Error(`the package has ${size} bytes, more than ${MAX_SIZE}`);
  const names = execFileSync('tar', ['tzf', file], { encoding: 'utf8' }).trim().split('\n');
  const wrong = names.filter((name) => !ALLOWED.test(name) && FORBIDDEN.some((pattern) => pattern.test(name)));
  if (wrong.length) throw new Error(`the package holds what must not be published: ${wrong.join(', ')}`);
}
