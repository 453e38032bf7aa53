import { readSettings } from '../../../src/server/wiring/settings';

describe('settings', () => {
  it.each([
    [undefined, 100_000, 0],
    ['', 100_000, 0],
    [' 5 ', 5, 0],
    ['0', 100_000, 1],
    ['-1', 100_000, 1],
    ['1e3', 100_000, 1],
    ['many', 100_000, 1],
  ])('WEBHOOK_MAX_BACKLOG=%j', (value, expected, warnings) => {
    const warn = jest.fn();
    expect(readSettings({ WEBHOOK_MAX_BACKLOG: value }, { sqlite: true, warn }).maxBacklog).toBe(expected);
    expect(warn).toHaveBeenCalledTimes(warnings);
  });
  it.each([
    [true, 4],
    [false, 8],
  ])('on SQLite %s: %d runs at once', (sqlite, maxRuns) => {
    expect(readSettings({}, { sqlite, warn: jest.fn() }).maxRuns).toBe(maxRuns);
  });
});
