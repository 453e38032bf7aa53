// What the column takes.
const LONGEST = 2 ** 31 - 1;

/** Milliseconds between two moments, as the column takes them: a clock that was set meanwhile must not keep a row out. */
export function duration(from: number, to: number): number {
  return Math.min(Math.max(0, Math.round(to - from)), LONGEST);
}
