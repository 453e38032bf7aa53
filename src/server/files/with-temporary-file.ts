import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** How folders of temporary files are called; the process id follows. */
export const TEMPORARY_PREFIX = 'nocobase-webhook-';

const EXTENSION = /\.[A-Za-z0-9]{1,16}$/;

/**
 * Writes a file for as long as a function works with it. Its name is ours: of the sender's only a plain extension is kept, as storages
 * name their copy after it.
 */
export async function withTemporaryFile<T>(
  filename: string,
  content: Buffer,
  use: (path: string) => Promise<T>,
): Promise<T> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), `${TEMPORARY_PREFIX}${process.pid}-`));
  try {
    const file = path.join(folder, `${randomUUID()}${EXTENSION.exec(filename)?.[0] ?? ''}`);
    await fs.writeFile(file, content, { mode: 0o600 });
    return await use(file);
  } finally {
    await fs.rm(folder, { recursive: true, force: true });
  }
}
