import fs from 'node:fs';
import path from 'node:path';
import { SETTINGS, type Setting } from '../../src/server/wiring/settings';

const TABLE = /(<!-- settings -->\n\n)[\s\S]*?(\n\n<!-- end of settings -->)/;

/**
 * The pages that list settings, with their tables as the code has them.
 * @param docs absolute path of the docs
 * @returns text by file name
 * @throws Error when a page has no place for its table
 */
export function settingsPages(docs: string): Map<string, string> {
  const settings: Setting[] = Object.values(SETTINGS);
  const limits = settings.filter((setting) => 'over' in setting);
  const others = settings.filter((setting) => !limits.includes(setting));
  return new Map([
    ['settings.md', withTable(docs, 'settings.md', tableOf(others))],
    ['limits.md', withTable(docs, 'limits.md', tableOf(limits, 'over it'))],
  ]);
}

function withTable(docs: string, file: string, table: string): string {
  const page = fs.readFileSync(path.join(docs, file), 'utf8');
  if (!TABLE.test(page)) throw new Error(`docs/${file} has no place for its table of settings`);
  return page.replace(TABLE, (_all, before: string, after: string) => `${before}${table}${after}`);
}

function tableOf(settings: readonly Setting[], last?: string): string {
  const rows = settings.map((setting) => [
    `\`${setting.name}\``,
    defaultOf(setting),
    rangeOf(setting),
    setting.meaning,
    ...(last ? [String('over' in setting ? setting.over : '')] : []),
  ]);
  const head = ['variable', 'default', 'range', 'meaning', ...(last ? [last] : [])];
  const widths = head.map((_name, column) => Math.max(...[head, ...rows].map((row) => row[column].length)));
  const line = (cells: string[]) => `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

function defaultOf(setting: Setting): string {
  if (setting.kind !== 'integer') return setting.default;
  const { default: fallback, unit } = setting;
  if (typeof fallback !== 'number') return `${fallback.sqlite} on SQLite, ${fallback.other} elsewhere`;
  return unit ? `${fallback} ${unit}` : String(fallback);
}

function rangeOf(setting: Setting): string {
  switch (setting.kind) {
    case 'integer':
      return setting.max === Number.MAX_SAFE_INTEGER ? `from ${setting.min}` : `${setting.min}–${setting.max}`;
    case 'choice':
      return setting.choices.map((choice) => `\`${choice}\``).join(', ');
    case 'text':
      return '';
  }
}
