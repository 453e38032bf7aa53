import { readBodySettings, type ServerBodySettings } from '../../../src/server/wiring/body-settings';

const DEFAULTS: ServerBodySettings = {
  maxBodySize: 16_777_216,
  bodyMemory: 268_435_456,
  bodyTimeout: 30_000,
  minBodyRate: 128,
  depth: 200,
  values: 200_000,
  parameters: 10_000,
  parts: 1_000,
  files: 100,
};

function read(variables: Record<string, string>) {
  const warnings: string[] = [];
  return { settings: readBodySettings(variables, (text) => warnings.push(text)), warnings };
}

describe('the server’s settings for bodies', () => {
  it('have defaults', () => {
    expect(read({})).toEqual({ settings: DEFAULTS, warnings: [] });
  });

  it.each<[string, string, Partial<ServerBodySettings>]>([
    ['WEBHOOK_MAX_BODY_SIZE', '1', { maxBodySize: 1 }],
    ['WEBHOOK_MAX_BODY_SIZE', ' 2048 ', { maxBodySize: 2_048 }],
    ['WEBHOOK_BODY_MEMORY', '1048576', { bodyMemory: 1_048_576 }],
    ['WEBHOOK_BODY_TIMEOUT', '100', { bodyTimeout: 100 }],
    ['WEBHOOK_MIN_BODY_RATE', '0', { minBodyRate: 0 }],
    ['WEBHOOK_MAX_DEPTH', '1000', { depth: 1_000 }],
    ['WEBHOOK_MAX_VALUES', '1', { values: 1 }],
    ['WEBHOOK_MAX_PARAMETERS', '5', { parameters: 5 }],
    ['WEBHOOK_MAX_PARTS', '6', { parts: 6 }],
    ['WEBHOOK_MAX_FILES', '0', { files: 0 }],
    ['WEBHOOK_MAX_FILES', '', {}],
    ['WEBHOOK_SOMETHING', 'x', {}],
  ])('%s=%s', (name, value, expected) => {
    expect(read({ [name]: value })).toEqual({ settings: { ...DEFAULTS, ...expected }, warnings: [] });
  });

  it.each([
    ['WEBHOOK_MAX_BODY_SIZE', '0'],
    ['WEBHOOK_MAX_BODY_SIZE', '16777217'],
    ['WEBHOOK_BODY_MEMORY', '1048575'],
    ['WEBHOOK_BODY_TIMEOUT', '99'],
    ['WEBHOOK_BODY_TIMEOUT', '1e3'],
    ['WEBHOOK_MIN_BODY_RATE', '-1'],
    ['WEBHOOK_MIN_BODY_RATE', '1.5'],
    ['WEBHOOK_MAX_DEPTH', '1001'],
    ['WEBHOOK_MAX_DEPTH', 'Infinity'],
    ['WEBHOOK_MAX_FILES', '0x10'],
  ])('%s=%s is told, and the default holds', (name, value) => {
    const { settings, warnings } = read({ [name]: value });
    expect(settings).toEqual(DEFAULTS);
    expect(warnings).toEqual([expect.stringContaining(name)]);
  });
});
