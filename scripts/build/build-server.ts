import fs from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { SERVER_EXTERNALS } from './externals';
import { ROOT } from './project';

/**
 * Bundles the server. Collections and migrations stay files of their own, for NocoBase reads their folders.
 * @returns names of the modules that the bundles take from NocoBase
 */
export async function buildServer(): Promise<string[]> {
  const result = await build({
    entryPoints: [
      path.join(ROOT, 'src/server/index.ts'),
      ...filesOf('src/server/collections'),
      ...filesOf('src/server/migrations'),
    ],
    outbase: path.join(ROOT, 'src'),
    outdir: path.join(ROOT, 'dist'),
    bundle: true,
    minifySyntax: true,
    minifyWhitespace: true,
    platform: 'node',
    format: 'cjs',
    target: 'node18',
    external: SERVER_EXTERNALS,
    alias: { 'iconv-lite': path.join(__dirname, 'no-iconv.ts') },
    metafile: true,
    logLevel: 'warning',
  });
  const imports = Object.values(result.metafile.outputs).flatMap((output) => output.imports);
  return [...new Set(imports.filter(({ external }) => external).map(({ path: name }) => name))];
}

function filesOf(folder: string): string[] {
  const full = path.join(ROOT, folder);
  if (!fs.existsSync(full)) return [];
  return fs
    .readdirSync(full)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => path.join(full, name));
}
