import fs from 'node:fs';
import path from 'node:path';
import { limitsTable, settingsTable } from './settings-table';
import { statesTable, transitionsTable } from './states-table';

const TABLES: readonly { file: string; name: string; table: () => string }[] = [
  { file: 'settings.md', name: 'settings', table: settingsTable },
  { file: 'limits.md', name: 'limits', table: limitsTable },
  { file: 'deliveries.md', name: 'states', table: statesTable },
  { file: 'deliveries.md', name: 'transitions', table: transitionsTable },
];

/**
 * The pages with tables that are made from code, as they should be.
 * @param docs absolute path of the docs
 * @returns text by file name
 * @throws Error when a page has no place for its table
 */
export function docTables(docs: string): Map<string, string> {
  const pages = new Map<string, string>();
  for (const { file, name, table } of TABLES) {
    const page = pages.get(file) ?? fs.readFileSync(path.join(docs, file), 'utf8');
    pages.set(file, withTable(page, { file, name, table: table() }));
  }
  return pages;
}

function withTable(page: string, { file, name, table }: { file: string; name: string; table: string }): string {
  const place = new RegExp(`(<!-- ${name} -->\n\n)[\\s\\S]*?(\n\n<!-- end of ${name} -->)`);
  if (!place.test(page)) throw new Error(`docs/${file} has no place for its table of ${name}`);
  return page.replace(place, (_all, before: string, after: string) => `${before}${table}${after}`);
}
