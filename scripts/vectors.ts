import fs from 'node:fs';
import path from 'node:path';
import type { VectorFile } from '../__tests__/helpers/vectors';
import { battery } from './vectors/battery';
import { chatCases } from './vectors/cases-chat';
import { dingtalkFile, wecomFile } from './vectors/containers';
import { chatRecipes } from './vectors/recipes-chat';
import { codeRecipes } from './vectors/recipes-code';
import { dingtalkRobotFile, msgraphFile, telegramFile } from './vectors/tokens';

const FOLDER = path.resolve(__dirname, '../__tests__/vectors');

/** Writes the vectors of every provider again: keys, times and so the files are the same each time. */
async function main(): Promise<void> {
  for (const recipe of codeRecipes) write(await battery(recipe));
  for (const recipe of chatRecipes) write(await battery(recipe, chatCases.get(recipe.scheme)?.()));
  for (const file of [dingtalkFile, dingtalkRobotFile, msgraphFile, telegramFile, wecomFile]) write(file());
}

function write(file: VectorFile): void {
  fs.writeFileSync(path.join(FOLDER, `${file.scheme}.json`), `${JSON.stringify(file, null, 1)}\n`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
