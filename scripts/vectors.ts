import fs from 'node:fs';
import path from 'node:path';
import type { VectorFile } from '../__tests__/helpers/vectors';
import { chatCases } from './vectors/cases-chat';
import { dingtalkFile, wecomFile } from './vectors/containers';
import { makeFile } from './vectors/make-file';
import type { Suite } from './vectors/Recipe';
import { chatRecipes } from './vectors/recipes-chat';
import { alipayFile } from './vectors/recipes/alipay';
import { awsSnsFile } from './vectors/recipes/aws-sns';
import { codeSuites } from './vectors/recipes/code';
import { commerceSuites } from './vectors/recipes/commerce';
import { mailgunFile } from './vectors/recipes/mailgun';
import { serviceSuites } from './vectors/recipes/services';
import { twilioFile } from './vectors/recipes/twilio';
import { dingtalkRobotFile, msgraphFile, telegramFile } from './vectors/tokens';

const FOLDER = path.resolve(__dirname, '../__tests__/vectors');

const chatSuites = chatRecipes.map((recipe): Suite => ({
  scheme: recipe.scheme,
  recipes: [recipe],
  more: chatCases.get(recipe.scheme)?.(),
}));

/** Writes the vectors of every provider again: keys, times and so the files are the same each time. */
async function main(): Promise<void> {
  for (const suite of [...codeSuites, ...commerceSuites, ...(await serviceSuites()), ...chatSuites]) {
    write(
      await makeFile(suite).catch((error: Error) => {
        throw new Error(`${suite.scheme}: ${error.message}`, { cause: error });
      }),
    );
  }
  for (const file of [await alipayFile(), await awsSnsFile(), mailgunFile(), await twilioFile()]) write(file);
  for (const file of [dingtalkFile, dingtalkRobotFile, msgraphFile, telegramFile, wecomFile]) write(file());
}

function write(file: VectorFile): void {
  fs.writeFileSync(path.join(FOLDER, `${file.scheme}.json`), `${JSON.stringify(file, null, 1)}\n`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
