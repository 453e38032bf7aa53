const STORED = /^secret:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const VARIABLE = /^\s*\{\{\s*\$env\.[^{}\s]+\s*\}\}\s*$/;

/** Options of schemes that are no secrets: they are shown, so that a person can check them. */
export const OPEN_OPTIONS: readonly string[] = ['publicUrl', 'receiveId', 'appKey', 'topicArn', 'onlyV3'];

/** Tells whether a configured secret is a reference to one that the server keeps: it says that one is set, not what it is. */
export function isStoredSecret(value: unknown): boolean {
  return typeof value === 'string' && STORED.test(value);
}

/** Tells whether a configured secret is a variable such as `{{$env.GITHUB_SECRET}}` and nothing else. */
export function isVariable(value: unknown): boolean {
  return typeof value === 'string' && VARIABLE.test(value);
}
