import qs from 'qs';
import { PARSE_LIMITS } from './limits';

/** How bytes that were percent-encoded become text; undefined: they are UTF-8. */
export type DecodeBytes = (bytes: Buffer) => string;

/**
 * Parses `application/x-www-form-urlencoded` text, a query string too, with nested names (`a[b][0]=1`).
 * Malformed percent-encoding is kept as it was sent.
 * @param text at most 10,000 parameters; brackets nest 20 levels, deeper ones stay part of the name
 * @param decodeBytes for a charset other than UTF-8; the text is then the body's bytes as Latin-1
 * @returns ordinary objects; a name such as `constructor` is an own property like any other
 * @throws RangeError when there are more parameters than that
 */
export function parseForm(text: string, decodeBytes?: DecodeBytes): unknown {
  const parsed = qs.parse(text, {
    // Objects without a prototype, for the names are the sender's.
    plainObjects: true,
    parameterLimit: PARSE_LIMITS.parameters,
    throwOnLimitExceeded: true,
    depth: PARSE_LIMITS.formDepth,
    arrayLimit: PARSE_LIMITS.formIndex,
    ...(decodeBytes && { decoder: (encoded: string) => decodeBytes(percentDecoded(encoded)) }),
  });
  return toOrdinary(parsed);
}

function percentDecoded(encoded: string): Buffer {
  const bytes = encoded
    .replace(/\+/g, ' ')
    .replace(/%([0-9a-f]{2})/gi, (_escape, digits: string) => String.fromCharCode(parseInt(digits, 16)));
  return Buffer.from(bytes, 'latin1');
}

// What comes after the trigger expects objects with a prototype; fromEntries defines properties and never assigns them.
function toOrdinary(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toOrdinary);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, toOrdinary(inner)]));
}
