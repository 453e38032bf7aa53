/**
 * Asks twice a second until there is an answer.
 * @returns the first answer that is neither empty nor false
 * @throws Error after a minute
 */
export async function until<T>(ask: () => Promise<T | undefined | false>): Promise<T> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > deadline) throw new Error('waited for a minute in vain');
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
