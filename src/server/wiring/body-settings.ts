const MEBIBYTE = 1024 * 1024;

/** Settings of the server for bodies: sizes in bytes, times in milliseconds. */
export interface ServerBodySettings {
  /** no endpoint takes larger bodies, whatever it is configured for */
  maxBodySize: number;
  /** all bodies that are in memory at once */
  bodyMemory: number;
  bodyTimeout: number;
  /** bytes a second */
  minBodyRate: number;
  depth: number;
  values: number;
  parameters: number;
  parts: number;
  files: number;
}

const VARIABLES: Record<keyof ServerBodySettings, { name: string; min: number; max: number; value: number }> = {
  maxBodySize: { name: 'WEBHOOK_MAX_BODY_SIZE', min: 1, max: 16 * MEBIBYTE, value: 16 * MEBIBYTE },
  bodyMemory: { name: 'WEBHOOK_BODY_MEMORY', min: MEBIBYTE, max: 2 ** 40, value: 256 * MEBIBYTE },
  bodyTimeout: { name: 'WEBHOOK_BODY_TIMEOUT', min: 100, max: 3_600_000, value: 30_000 },
  minBodyRate: { name: 'WEBHOOK_MIN_BODY_RATE', min: 0, max: MEBIBYTE, value: 128 },
  depth: { name: 'WEBHOOK_MAX_DEPTH', min: 1, max: 1_000, value: 200 },
  values: { name: 'WEBHOOK_MAX_VALUES', min: 1, max: 10_000_000, value: 200_000 },
  parameters: { name: 'WEBHOOK_MAX_PARAMETERS', min: 1, max: 1_000_000, value: 10_000 },
  parts: { name: 'WEBHOOK_MAX_PARTS', min: 1, max: 100_000, value: 1_000 },
  files: { name: 'WEBHOOK_MAX_FILES', min: 0, max: 10_000, value: 100 },
};

/**
 * Reads the server's settings for bodies.
 * @param variables of the environment
 * @param warn hears of each value that is no whole number in its range; its default holds then
 */
export function readBodySettings(
  variables: Readonly<Record<string, string | undefined>>,
  warn: (text: string) => void,
): ServerBodySettings {
  const entries = Object.entries(VARIABLES).map(([key, { name, min, max, value }]) => {
    const text = variables[name]?.trim();
    if (!text) return [key, value];
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= min && number <= max) return [key, number];
    warn(`${name}: not a whole number from ${min} to ${max}; ${value} holds`);
    return [key, value];
  });
  return Object.fromEntries(entries) as ServerBodySettings;
}
