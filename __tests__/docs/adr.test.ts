import fs from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
const FOLDER = path.join(ROOT, 'docs/adr');

const files = fs
  .readdirSync(FOLDER)
  .filter((name) => name !== 'README.md')
  .sort();

/** Number, title and status, as each file states them. */
const records = files.map((file) => {
  const text = fs.readFileSync(path.join(FOLDER, file), 'utf8');
  const [, number, title, status] = /^# (\d+)\. (.+)\n\n(.+)\.\n/.exec(text) ?? [];
  return { file, number: Number(number), title, status };
});

/** The rows of the index. */
const index = [
  ...fs
    .readFileSync(path.join(FOLDER, 'README.md'), 'utf8')
    .matchAll(/^\| \[(\d+)\]\(([^)]+)\) +\| (.+?) +\| (.+?) +\| (.+?) +\|$/gm),
].map(([, number, file, title, status]) => ({ file, number: Number(number), title, status }));

describe('decision records', () => {
  it('are numbered without gaps, in the name of the file and in its heading', () => {
    expect(files.map((file) => Number(file.slice(0, 4)))).toEqual(files.map((_, position) => position + 1));
    expect(records.map(({ number }) => number)).toEqual(files.map((_, position) => position + 1));
  });

  it('are listed in the index, with their titles and statuses', () => {
    expect(index).toEqual(records);
  });

  it('exist where they are mentioned', () => {
    const known = new Set(records.map(({ number }) => number));
    const mentions = ['src', 'docs', 'scripts', 'bench', '__tests__'].flatMap(textFiles).flatMap((file) => {
      const text = fs.readFileSync(path.join(ROOT, file), 'utf8');
      return [...text.matchAll(/\bADR (\d+)\b|\badr\/(\d{4})-/g)].map(([said, number, prefix]) => ({
        said: `${file}: ${said}`,
        number: Number(number || prefix),
      }));
    });
    expect(mentions.filter(({ number }) => known.has(number)).length).toBeGreaterThan(10);
    expect(mentions.filter(({ number }) => !known.has(number)).map(({ said }) => said)).toEqual([]);
  });

  it('link to files that exist', () => {
    const links = textFiles('docs').flatMap((file) => {
      const text = fs.readFileSync(path.join(ROOT, file), 'utf8');
      return [...text.matchAll(/\]\(([^)#:]*adr[^)#:]*)\)/g)].map(([, target]) =>
        path.join(path.dirname(file), target),
      );
    });
    expect(links.length).toBeGreaterThan(2);
    expect(links.filter((target) => !fs.existsSync(path.join(ROOT, target)))).toEqual([]);
  });
});

function textFiles(folder: string): string[] {
  return fs.readdirSync(path.join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = path.posix.join(folder, entry.name);
    if (entry.isDirectory()) return textFiles(file);
    return /\.(tsx?|md)$/.test(entry.name) ? [file] : [];
  });
}
