const RealDate = Date;

/** Runs the provider's own library with the clock standing still. */
export async function atTime<T>(now: number, run: () => T | Promise<T>): Promise<T> {
  class StoppedDate extends RealDate {
    constructor(...parts: [] | [number | string]) {
      super(...((parts.length ? parts : [now]) as [number]));
    }
    static now() {
      return now;
    }
  }
  globalThis.Date = StoppedDate as DateConstructor;
  try {
    return await run();
  } finally {
    globalThis.Date = RealDate;
  }
}
