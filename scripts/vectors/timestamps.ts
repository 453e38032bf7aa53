/** The time of every vector: 2023-11-14 22:13:20 UTC. */
export const NOW = 1_700_000_000_000;

type Unit = 's' | 'ms' | 'iso';

/** How a sender would write a time. */
export function timeText(milliseconds: number, unit: Unit): string {
  if (unit === 'iso') return new Date(milliseconds).toISOString().replace('.000Z', 'Z');
  return String(unit === 's' ? Math.floor(milliseconds / 1000) : milliseconds);
}

/** Timestamps that must be refused although the signature covers them, with the name of each case. */
export function badTimestamps(now: number, unit: Unit, tolerance: number): [string, string][] {
  const present = timeText(now, unit);
  const common: [string, string][] = [
    ['timestamp a second too old', timeText(now - tolerance * 1000 - 1000, unit)],
    ['timestamp a second too far ahead', timeText(now + tolerance * 1000 + 1000, unit)],
    ['timestamp of another year', timeText(now - 31_536_000_000, unit)],
    ['timestamp far ahead', timeText(now + 31_536_000_000, unit)],
    ['timestamp NaN', 'NaN'],
    ['timestamp Infinity', 'Infinity'],
    ['timestamp negative', `-${present}`],
    ['timestamp empty', ''],
    ['timestamp no number', 'now'],
    ['timestamp undefined', 'undefined'],
    ['timestamp 0', '0'],
    ['timestamp with junk after it', `${present}x`],
  ];
  if (unit === 'iso') {
    return [
      ...common,
      ['timestamp without a zone', present.replace('Z', '')],
      ['timestamp of a day that does not exist', '2023-02-30T22:13:20Z'],
      ['timestamp in seconds', String(now / 1000)],
    ];
  }
  return [
    ...common,
    ['timestamp fractional', `${present}.5`],
    ['timestamp in hexadecimal', `0x${Number(present).toString(16)}`],
    ['timestamp with an exponent', Number(present).toExponential()],
    ['timestamp with a leading zero', `0${present}`],
    ['timestamp with a sign', `+${present}`],
    ['timestamp in the other unit', timeText(now, unit === 's' ? 'ms' : 's')],
  ];
}
