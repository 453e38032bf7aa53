import { SandboxError } from './options';

/** Asks once a quarter of a second until the check is true. @throws SandboxError after so many seconds */
export async function waitFor(what: string, seconds: number, check: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (!(await check())) {
    if (Date.now() > deadline) throw new SandboxError(`${what} took more than ${seconds} s`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
