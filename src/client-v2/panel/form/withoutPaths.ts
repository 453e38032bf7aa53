/**
 * Copies a configuration without some of its fields.
 * @param paths dotted, with list indexes, as the server names fields; missing fields are ignored
 */
export function withoutPaths<T>(config: T, paths: readonly string[]): T {
  return paths.reduce((rest, path) => without(rest, path.split('.')) as T, config);
}

function without(value: unknown, [name, ...rest]: string[]): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return value;
  if (Array.isArray(value))
    return value.map((one: unknown, index) => (String(index) === name ? without(one, rest) : one));
  const entries = Object.entries(value);
  if (!rest.length) return Object.fromEntries(entries.filter(([key]) => key !== name));
  return Object.fromEntries(entries.map(([key, one]) => [key, key === name ? without(one, rest) : one]));
}
