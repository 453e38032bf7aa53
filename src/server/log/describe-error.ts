/**
 * What may be said of a database's error: its class and code. Messages and the statement hold the values that were to be written, bodies
 * of senders among them.
 */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  const { parent } = error as Error & { parent?: { code?: unknown; errno?: unknown } };
  const code = parent?.code ?? parent?.errno;
  return code === undefined ? error.name : `${error.name} ${String(code)}`;
}
