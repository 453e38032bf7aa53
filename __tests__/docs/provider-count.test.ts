import fs from 'node:fs';
import path from 'node:path';
import { providers } from '../../src/common/providers';

const ROOT = path.resolve(__dirname, '../..');
const pages = fs
  .readdirSync(path.join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.md'));

it('README, package.json and docs say how many providers there are', () => {
  const said = ['README.md', 'package.json', ...pages.map((name) => path.join('docs', name))].flatMap((file) =>
    [...fs.readFileSync(path.join(ROOT, file), 'utf8').matchAll(/\b(\d+) (?:\w+ )?providers\b/g)].map(
      ([, count]) => `${file}: ${count}`,
    ),
  );
  expect(said.filter((one) => one.startsWith('README.md'))).toHaveLength(2);
  expect(said.filter((one) => !one.endsWith(`: ${providers.length}`))).toEqual([]);
});
