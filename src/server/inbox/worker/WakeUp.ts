/** One loop that sleeps until it is woken. */
export class WakeUp {
  private wake: () => void = () => undefined;

  /** Wakes the loop, if it sleeps. */
  now(): void {
    this.wake();
  }

  /** @param timeout milliseconds; undefined sleeps until it is woken */
  sleep(timeout?: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = timeout === undefined ? undefined : setTimeout(resolve, timeout);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
