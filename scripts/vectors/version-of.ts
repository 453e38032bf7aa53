import fs from 'node:fs';
import path from 'node:path';

/** Name and installed version of a package, as the source of a vector. */
export function versionOf(name: string): string {
  const file = path.resolve(__dirname, '../../node_modules', name, 'package.json');
  const { version } = JSON.parse(fs.readFileSync(file, 'utf8')) as { version: string };
  return `npm ${name}@${version}`;
}
