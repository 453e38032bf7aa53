import fs from 'node:fs';
import path from 'node:path';
import { docTables } from '../../scripts/doc-tables/doc-tables';
import { SETTINGS } from '../../src/server/wiring/settings';

const ROOT = path.resolve(__dirname, '../..');

it.each([...docTables(path.join(ROOT, 'docs'))])(
  'docs/%s has its tables as the code has them (npm run docs:tables)',
  (file, text) => {
    expect(fs.readFileSync(path.join(ROOT, 'docs', file), 'utf8')).toBe(text);
  },
);

it('names no variable of the environment that is no setting', () => {
  const known = new Set<string>(Object.values(SETTINGS).map(({ name }) => name));
  const pages = ['README.md', ...fs.readdirSync(path.join(ROOT, 'docs')).map((name) => `docs/${name}`)];
  const unknown = pages
    .filter((page) => page.endsWith('.md'))
    .flatMap((page) => [...fs.readFileSync(path.join(ROOT, page), 'utf8').matchAll(/WEBHOOK_[A-Z_]+/g)])
    .map(([name]) => name)
    .filter((name) => !known.has(name));
  expect(unknown).toEqual([]);
});
