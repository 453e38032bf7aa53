import fs from 'node:fs';
import path from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/**
 * Finds the system's Chromium.
 * @param env `CHROMIUM` names the program outright; else `PATH` is looked through
 * @returns the program's path
 * @throws Error that says what to install
 */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string {
  const wanted = env.CHROMIUM ? [env.CHROMIUM] : candidates(env.PATH ?? '');
  const found = wanted.find((file) => fs.existsSync(file));
  if (!found) {
    throw new Error(
      `The browser tests need Chromium${env.CHROMIUM ? `, and there is none at ${env.CHROMIUM}` : ''}: ` +
        'install the package "chromium" (apt-get install chromium), or name the program in the variable CHROMIUM',
    );
  }
  return found;
}

function candidates(searchPath: string): string[] {
  const folders = searchPath.split(path.delimiter).filter(Boolean);
  return NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
}
