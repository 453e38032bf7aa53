import { useEffect, useRef } from 'react';

/**
 * Calls something every few seconds while the page can be seen, and at once when it can be seen again.
 * @param every milliseconds; undefined pauses
 */
export function usePolling(poll: () => Promise<void>, every: number | undefined): void {
  const latest = useRef(poll);
  latest.current = poll;
  useEffect(() => {
    if (!every) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let ended = false;
    const next = () => {
      clearTimeout(timer);
      if (!ended && !document.hidden) timer = setTimeout(run, every);
    };
    const run = () => void latest.current().finally(next);
    const seen = () => (document.hidden ? clearTimeout(timer) : run());
    document.addEventListener('visibilitychange', seen);
    next();
    return () => {
      ended = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', seen);
    };
  }, [every]);
}
