import qs from 'qs';
import { PARSE_LIMITS, type ParseLimits } from './limits';

/**
 * Parses the `name=value` pairs of a form or a query, with nested names (`a[b][0]=1`). Malformed percent-encoding is kept as it was sent.
 * @param text brackets nest so many levels as the limits say, deeper ones stay part of the name
 * @param decode makes text of a percent-encoded name or value, where it is not UTF-8
 * @returns ordinary objects; a name such as `constructor` is an own property like any other, `__proto__` is left out
 * @throws RangeError when there are too many pairs, or too many items in one list
 */
export function parsePairs(
  text: string,
  limits: ParseLimits = PARSE_LIMITS,
  decode?: (encoded: string) => string,
): unknown {
  const parsed = qs.parse(text, {
    // Objects without a prototype, for the names are the sender's.
    plainObjects: true,
    parameterLimit: limits.parameters,
    throwOnLimitExceeded: true,
    depth: limits.formDepth,
    arrayLimit: limits.formItems,
    ...(decode && { decoder: decode }),
  });
  return toOrdinary(parsed);
}

// What comes after the trigger expects objects with a prototype; fromEntries defines properties and never assigns them.
function toOrdinary(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toOrdinary);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, toOrdinary(inner)]));
}
