const EVERY = 10_000;

/** Says what is being done, every ten seconds that it is still being done, and how long it took. */
export async function progress<T>(what: string, work: () => Promise<T>): Promise<T> {
  const start = Date.now();
  const seconds = () => Math.round((Date.now() - start) / 1000);
  console.log(`${what} …`);
  const timer = setInterval(() => console.log(`  … still: ${what} (${seconds()} s)`), EVERY);
  try {
    const result = await work();
    console.log(`  done in ${seconds()} s`);
    return result;
  } finally {
    clearInterval(timer);
  }
}
