const MAX_DEPTH = 12;

/**
 * A copy of what was sent to save workflows, without their secrets: of each `verification` only its type and scheme are left.
 * @param value any JSON value; what is nested deeper than 12 levels is left out
 */
export function hideSecrets(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth > MAX_DEPTH) return undefined;
  if (Array.isArray(value)) return value.map((one) => hideSecrets(one, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      name,
      name === 'verification' ? outlineOf(one) : hideSecrets(one, depth + 1),
    ]),
  );
}

function outlineOf(verification: unknown): unknown {
  if (typeof verification !== 'object' || verification === null) return undefined;
  const { type, scheme } = verification as { type?: unknown; scheme?: unknown };
  return { type, scheme };
}
