import { execFileSync } from 'node:child_process';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');

/** Builds the plugin, which the processes run, and links the project where NocoBase looks for plugins. */
export default async function setUp(): Promise<void> {
  execFileSync('npm', ['run', 'build', '--silent'], { cwd: ROOT, stdio: 'inherit' });
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- jest's own setup is JavaScript
  await require('../helpers/global-setup')();
}
