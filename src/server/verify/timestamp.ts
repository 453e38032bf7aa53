const WHOLE = /^[1-9][0-9]{0,15}$/;
const RFC3339 = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;

/**
 * Reads a signed timestamp.
 *
 * @returns milliseconds since 1970; undefined for anything but plain decimal digits without leading zeros, or RFC 3339 text
 */
export function readTimestamp(text: string, unit: 's' | 'ms' | 'iso'): number | undefined {
  if (unit === 'iso') {
    return readRfc3339(text);
  }
  if (!WHOLE.test(text)) {
    return undefined;
  }
  const value = Number(text) * (unit === 's' ? 1000 : 1);
  return Number.isSafeInteger(value) ? value : undefined;
}

/**
 * Tells whether a timestamp is within the tolerance, in both directions. Seconds are compared with whole seconds, as senders do.
 *
 * @param timestamp milliseconds since 1970
 * @param now milliseconds since 1970
 * @param tolerance seconds
 */
export function isFresh(timestamp: number, now: number, tolerance: number, unit: 's' | 'ms' | 'iso'): boolean {
  const present = unit === 's' ? Math.floor(now / 1000) * 1000 : now;
  // Written so that NaN is refused.
  return Math.abs(present - timestamp) <= tolerance * 1000;
}

function readRfc3339(text: string): number | undefined {
  const parts = RFC3339.exec(text);
  if (!parts) {
    return undefined;
  }
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists =
    date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
  // Digits beyond milliseconds are signed, but not compared.
  const value = exists ? Date.parse(text.replace(/(\.\d{3})\d+/, '$1')) : NaN;
  return Number.isNaN(value) ? undefined : value;
}
