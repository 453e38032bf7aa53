const STORED = /^secret:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const VARIABLE = /^\s*\{\{\s*\$env\.[^{}\s]+\s*\}\}\s*$/;

/** Options of schemes that are not secret. The panel shows them, so that users can check them. */
export const OPEN_OPTIONS: readonly string[] = ['publicUrl', 'receiveId', 'appKey', 'topicArn', 'onlyV3'];

/** Whether a configured secret is a reference to a stored secret, which reveals that one is set but not its value. */
export function isStoredSecret(value: unknown): boolean {
  return typeof value === 'string' && STORED.test(value);
}

/** Whether a configured secret is a single variable such as `{{$env.GITHUB_SECRET}}`. */
export function isVariable(value: unknown): boolean {
  return typeof value === 'string' && VARIABLE.test(value);
}
