/**
 * Counts requests in fixed windows, each of which begins with the first request after the last one.
 * @param limit requests allowed in a number of seconds; undefined: no limit
 * @returns a function that counts a request and returns the seconds to wait, 0 when it may proceed
 */
export function rateLimiter(limit: { requests: number; seconds: number } | null | undefined): (now: number) => number {
  if (!limit) return () => 0;
  const length = limit.seconds * 1000;
  let start = -Infinity;
  let count = 0;
  return (now) => {
    // A clock that was set back begins a new window too, or no request would get in until it has caught up.
    if (now >= start + length || now < start) {
      start = now;
      count = 0;
    }
    count += 1;
    return count > limit.requests ? Math.ceil((start + length - now) / 1000) : 0;
  };
}
