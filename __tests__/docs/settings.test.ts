import fs from 'node:fs';
import path from 'node:path';
import { settingsPages } from '../../scripts/settings-pages/settings-pages';

const ROOT = path.resolve(__dirname, '../..');

it.each([...settingsPages(path.join(ROOT, 'docs'))])(
  'docs/%s has the table of settings (npm run docs:settings)',
  (file, text) => {
    expect(fs.readFileSync(path.join(ROOT, 'docs', file), 'utf8')).toBe(text);
  },
);

it('names no variable that is no setting', () => {
  const known = [...settingsPages(path.join(ROOT, 'docs')).values()].join('\n');
  const pages = ['README.md', ...fs.readdirSync(path.join(ROOT, 'docs')).map((name) => `docs/${name}`)];
  const unknown = pages
    .filter((page) => page.endsWith('.md'))
    .flatMap((page) => [...fs.readFileSync(path.join(ROOT, page), 'utf8').matchAll(/WEBHOOK_[A-Z_]+/g)])
    .map(([name]) => name)
    .filter((name) => !known.includes(`\`${name}\``));
  expect(unknown).toEqual([]);
});
