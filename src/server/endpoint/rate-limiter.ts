/**
 * Counts calls in windows that begin with the first call after the last window.
 * @param limit calls allowed in so many seconds; none means no limit
 * @returns a function that counts a call and gives the seconds to wait, 0 when the call may go on
 */
export function rateLimiter(limit: { requests: number; seconds: number } | null | undefined): (now: number) => number {
  if (!limit) return () => 0;
  const length = limit.seconds * 1000;
  let start = -Infinity;
  let count = 0;
  return (now) => {
    // A clock that was set back begins a new window too, or nobody would get in until it has caught up.
    if (now >= start + length || now < start) {
      start = now;
      count = 0;
    }
    count += 1;
    return count > limit.requests ? Math.ceil((start + length - now) / 1000) : 0;
  };
}
