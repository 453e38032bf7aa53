/** Stops the sandbox that the setup started. */
export default async function globalTeardown(): Promise<void> {
  await globalThis.sandbox?.stop();
}
