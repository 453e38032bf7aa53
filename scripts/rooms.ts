import path from 'node:path';
import { measureRooms } from './rooms/measure-rooms';

const ROOT = path.resolve(__dirname, '..');

/** Prints the table of docs/architecture.md: folders, floors and the imports between them, of this tree or of the one that is named. */
function main([root = ROOT]: readonly string[]): void {
  console.log('| part | files | median lines | rooms | floors | imports between rooms | circular |');
  console.log('|---|--:|--:|--:|--:|--:|--:|');
  for (const part of ['src/server', 'src/client-v2']) {
    const { files, median, rooms, floors, imports, circular } = measureRooms(root, part);
    console.log(`| \`${part}\` | ${[files, median, rooms, floors, imports, circular].join(' | ')} |`);
  }
}

main(process.argv.slice(2));
