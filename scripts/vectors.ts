import fs from 'node:fs';
import path from 'node:path';
import type { VectorFile } from '../__tests__/helpers/vectors';
import { battery } from './vectors/battery';
import { codeRecipes } from './vectors/recipes-code';

const FOLDER = path.resolve(__dirname, '../__tests__/vectors');

/** Writes the vectors of every provider again: keys, times and so the files are the same each time. */
async function main(): Promise<void> {
  for (const recipe of codeRecipes) write(await battery(recipe));
}

function write(file: VectorFile): void {
  fs.writeFileSync(path.join(FOLDER, `${file.scheme}.json`), `${JSON.stringify(file, null, 1)}\n`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
