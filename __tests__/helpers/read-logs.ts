import fs from 'node:fs';
import path from 'node:path';

/** All that NocoBase has written into its log files; to be called with `LOGGER_LEVEL` set to `info` by the test file. */
export async function readLogs(): Promise<string> {
  await new Promise((resolve) => setTimeout(resolve, 400));
  const folder = process.env.LOGGER_BASE_PATH as string;
  const files = fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map((entry) => fs.readFileSync(path.join(entry.parentPath, entry.name), 'utf8')).join('');
}
