import { spawn } from 'node:child_process';
import path from 'node:path';
import { text } from 'node:stream/consumers';

const PROGRAM = path.join(__dirname, 'sign-with-module.ts');

/**
 * The headers of a request that a provider's library has signed, or has found right, where that library is an ES module.
 * @param scheme one that `sign-with-module.ts` knows
 * @throws Error with what the library said
 */
export async function moduleSignature(scheme: string, body: string, secret: string): Promise<Record<string, string>> {
  const child = spawn('node', ['--import', 'tsx', PROGRAM], { cwd: path.join(__dirname, '../..') });
  const printed = Promise.all([text(child.stdout), text(child.stderr)]);
  child.stdin.end(JSON.stringify({ scheme, body, secret }));
  const [headers, problem] = await printed;
  if (!headers) throw new Error(`${scheme}: ${problem}`);
  return JSON.parse(headers) as Record<string, string>;
}
