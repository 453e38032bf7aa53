import qs from 'qs';

const MAX_PARAMETERS = 10_000;
const MAX_DEPTH = 20;
const MAX_ARRAY = 1_000;

/**
 * Parses `application/x-www-form-urlencoded` text, a query string too, with nested names (`a[b][0]=1`).
 * Malformed percent-encoding is kept as it was sent.
 * @param text at most 10,000 parameters
 * @returns ordinary objects; a name such as `constructor` is an own property like any other
 * @throws RangeError when there are more parameters than that
 */
export function parseForm(text: string): unknown {
  const parsed = qs.parse(text, {
    // Objects without a prototype, for the names are the sender's.
    plainObjects: true,
    parameterLimit: MAX_PARAMETERS,
    throwOnLimitExceeded: true,
    depth: MAX_DEPTH,
    arrayLimit: MAX_ARRAY,
  });
  return toOrdinary(parsed);
}

// What comes after the trigger expects objects with a prototype; fromEntries defines properties and never assigns them.
function toOrdinary(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toOrdinary);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, toOrdinary(inner)]));
}
