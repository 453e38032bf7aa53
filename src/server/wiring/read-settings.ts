import { SETTINGS, type Setting, type Settings } from './settings';

/** What settings are read with. */
export interface SettingsTools {
  /** whether the database is SQLite */
  sqlite: boolean;
  /** is told of each value that is not allowed; the default is used then */
  warn: (text: string) => void;
}

/** Reads every setting of the table from the environment. Blanks around a value are ignored, an empty one is not set. */
export function readSettings(env: Readonly<Record<string, string | undefined>>, tools: SettingsTools): Settings {
  const entries = Object.entries(SETTINGS).map(([key, setting]) => [
    key,
    readSetting(setting, env[setting.name]?.trim() || undefined, tools),
  ]);
  return Object.fromEntries(entries) as Settings;
}

function readSetting(setting: Setting, text: string | undefined, { sqlite, warn }: SettingsTools) {
  switch (setting.kind) {
    case 'text':
      return text;
    case 'choice': {
      const { name, choices, default: fallback } = setting;
      if (text === undefined || choices.includes(text)) return text ?? fallback;
      warn(`${name} must be one of ${choices.join(', ')}; using the default ${fallback}`);
      return fallback;
    }
    case 'integer': {
      const { name, min, max, default: given } = setting;
      const fallback = typeof given === 'number' ? given : given[sqlite ? 'sqlite' : 'other'];
      if (text === undefined) return fallback;
      const value = /^\d+$/.test(text) ? Number(text) : NaN;
      if (value >= min && value <= max) return value;
      warn(`${name} must be an integer between ${min} and ${max}; using the default ${fallback}`);
      return fallback;
    }
  }
}
