import fs from 'node:fs';
import path from 'node:path';
import { providers } from '../../src/common/providers';
import { providerPages } from '../../scripts/provider-pages/pages';

const FOLDER = path.resolve(__dirname, '../../docs/providers');

describe('docs/providers', () => {
  const pages = providerPages();

  it('has a page for every provider and an index, and nothing else', () => {
    expect(fs.readdirSync(FOLDER).sort()).toEqual([...pages.keys()].sort());
    expect(pages.size).toBe(providers.length + 1);
  });

  it.each([...pages])('%s is what the catalogue makes', (name, text) => {
    expect(fs.readFileSync(path.join(FOLDER, name), 'utf8')).toBe(text);
  });

  it('is counted rightly in the README', () => {
    const readme = fs.readFileSync(path.resolve(__dirname, '../../README.md'), 'utf8');
    const counts = [...readme.matchAll(/(\d+) providers/g)].map(([, count]) => Number(count));
    expect(new Set(counts)).toEqual(new Set([providers.length]));
  });

  it.each(providers.map(({ id }) => id))('%s has vectors', (id) => {
    expect(fs.existsSync(path.resolve(__dirname, `../vectors/${id}.json`))).toBe(true);
  });
});
