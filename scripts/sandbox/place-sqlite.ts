import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from '../build/project';
import type { Processes } from './Processes';

const TRY = "new (require('sqlite3').Database)(':memory:').get('SELECT 1', (error) => process.exit(error ? 1 : 0))";

/**
 * Gives NocoBase's SQLite driver a binary that was built already: compiling it takes a minute, a compiler and Python.
 * Where there is none for this machine, it is compiled after all.
 * @param dir folder of the application, with its packages but without their install scripts run
 */
export async function placeSqlite(dir: string, processes: Processes): Promise<void> {
  const binary = path.join(dir, 'node_modules/sqlite3/build/Release/node_sqlite3.node');
  try {
    // Loaded late and by its CommonJS form: the package has no types.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { path: prebuilt } = require('node-gyp-build') as { path(folder: string): string };
    fs.mkdirSync(path.dirname(binary), { recursive: true });
    fs.copyFileSync(prebuilt(path.join(ROOT, 'node_modules/@appthreat/sqlite3')), binary);
    await processes.run('node', ['-e', TRY]);
  } catch {
    fs.rmSync(binary, { force: true });
    await processes.run('npm', ['rebuild', 'sqlite3']);
  }
}
