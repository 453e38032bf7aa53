import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { TEMPORARY_PREFIX } from './with-temporary-file';

// Handing a file over takes seconds; another container may use our process id.
const MAX_AGE = 3_600_000;

/**
 * Removes temporary files of processes that have died while they stored files.
 * @param now milliseconds since 1970
 */
export async function removeLeftovers(now: number): Promise<void> {
  const names = await fs.readdir(os.tmpdir());
  for (const name of names.filter((one) => one.startsWith(TEMPORARY_PREFIX))) {
    const folder = path.join(os.tmpdir(), name);
    const pid = Number(name.slice(TEMPORARY_PREFIX.length).split('-', 1)[0]);
    const { mtimeMs } = await fs.stat(folder).catch(() => ({ mtimeMs: now }));
    if (!isAlive(pid) || now - mtimeMs > MAX_AGE) await fs.rm(folder, { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
