import { SETTINGS, type Setting } from '../../src/server/wiring/settings';
import { markdownTable } from './markdown-table';

const settings: Setting[] = Object.values(SETTINGS);

/** The settings that bound a body, with what a request over them is answered. */
export function limitsTable(): string {
  const rows = settings.flatMap((setting) => ('over' in setting ? [[...cells(setting), String(setting.over)]] : []));
  return markdownTable(['variable', 'default', 'range', 'meaning', 'over it'], rows);
}

/** All other settings. */
export function settingsTable(): string {
  const rows = settings.filter((setting) => !('over' in setting)).map(cells);
  return markdownTable(['variable', 'default', 'range', 'meaning'], rows);
}

function cells(setting: Setting): string[] {
  return [`\`${setting.name}\``, defaultOf(setting), rangeOf(setting), setting.meaning];
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
