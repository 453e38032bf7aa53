import { readSettings } from '../../../src/server/wiring/read-settings';
import { SETTINGS, type IntegerSetting, type Setting } from '../../../src/server/wiring/settings';

function read(env: Record<string, string | undefined>, sqlite = false) {
  const warnings: string[] = [];
  return { settings: readSettings(env, { sqlite, warn: (text) => warnings.push(text) }), warnings };
}

const rows: [string, Setting][] = Object.entries(SETTINGS);
const integers = rows.filter((row): row is [string, IntegerSetting] => row[1].kind === 'integer');

describe('settings', () => {
  it('have defaults', () => {
    expect(read({})).toEqual({
      warnings: [],
      settings: {
        trustedProxies: undefined,
        maxRawBody: 262_144,
        maxBacklog: 100_000,
        minFreeDisk: 104_857_600,
        maxRuns: 8,
        maxWaitingRuns: 100,
        refusedPerMinute: 60,
        sqliteLocking: 'immediate',
        retentionDays: 30,
        retentionRows: 1_000_000,
        maxBodySize: 16_777_216,
        bodyMemory: 268_435_456,
        bodyTimeout: 30_000,
        minBodyRate: 128,
        depth: 200,
        values: 200_000,
        parameters: 10_000,
        parts: 1_000,
        files: 100,
      },
    });
  });

  it('have another default on SQLite where one writer at a time asks for it', () => {
    expect(read({}, true).settings.maxRuns).toBe(4);
  });

  it.each(integers)('%s takes both ends of its range, and nothing beyond them', (key, { name, min, max }) => {
    const valueOf = (text: string) => {
      const { settings, warnings } = read({ [name]: text });
      return warnings.length ? warnings : settings[key as keyof typeof settings];
    };
    expect([valueOf(String(min)), valueOf(String(max))]).toEqual([min, max]);
    const told = [expect.stringContaining(`${name} must be an integer between ${min} and ${max}`)];
    expect(valueOf(String(min - 1))).toEqual(told);
    if (max < Number.MAX_SAFE_INTEGER) expect(valueOf(String(max + 1))).toEqual(told);
  });

  it.each([
    [' 2048 ', 2_048, 0],
    ['', 16_777_216, 0],
    [undefined, 16_777_216, 0],
    ['1e3', 16_777_216, 1],
    ['1.5', 16_777_216, 1],
    ['0x10', 16_777_216, 1],
    ['Infinity', 16_777_216, 1],
    ['many', 16_777_216, 1],
  ])('WEBHOOK_MAX_BODY_SIZE=%j', (text, value, warnings) => {
    const result = read({ WEBHOOK_MAX_BODY_SIZE: text });
    expect([result.settings.maxBodySize, result.warnings.length]).toEqual([value, warnings]);
  });

  it.each([
    ['host', 'host', 0],
    [' immediate ', 'immediate', 0],
    ['', 'immediate', 0],
    ['HOST', 'immediate', 1],
  ])('WEBHOOK_SQLITE_LOCKING=%j', (text, value, warnings) => {
    const result = read({ WEBHOOK_SQLITE_LOCKING: text });
    expect([result.settings.sqliteLocking, result.warnings.length]).toEqual([value, warnings]);
  });

  it('have one environment variable each', () => {
    const names = rows.map(([, { name }]) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});
