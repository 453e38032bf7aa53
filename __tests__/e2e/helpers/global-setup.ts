import { findChromium } from './find-chromium';
import { startSandbox, type Sandbox } from './sandbox';

declare global {
  var sandbox: Sandbox | undefined;
}

/**
 * Starts the sandbox once for all browser tests, and hands its address over in E2E_ORIGIN.
 * While writing tests, set E2E_ORIGIN to a sandbox that runs already.
 */
export default async function globalSetup(): Promise<void> {
  findChromium();
  if (process.env.E2E_ORIGIN) return;
  globalThis.sandbox = await startSandbox('.sandbox-e2e', (text) => process.stdout.write(text));
  process.env.E2E_ORIGIN = globalThis.sandbox.origin;
}
