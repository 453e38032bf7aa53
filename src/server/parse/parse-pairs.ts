import { nestPairs, type Pair } from '../../common/nestPairs';
import { PARSE_LIMITS, type ParseLimits } from './limits';

/**
 * Parses the `name=value` pairs of a form or a query, with nested names; see `nestPairs`.
 * @param decode decodes a percent-encoded name or value; default UTF-8, where malformed encoding is kept as sent
 * @throws RangeError when there are too many pairs or values
 */
export function parsePairs(
  text: string,
  limits: ParseLimits = PARSE_LIMITS,
  decode: (encoded: string) => string = decodeUtf8,
): unknown {
  const parts = text.split('&', limits.parameters + 1);
  if (parts.length > limits.parameters) throw new RangeError('too many pairs');
  const pairs = parts.filter(Boolean).map((part): Pair => {
    const at = part.indexOf('=');
    return at < 0 ? [decode(part), ''] : [decode(part.slice(0, at)), decode(part.slice(at + 1))];
  });
  return nestPairs(pairs, limits);
}

function decodeUtf8(encoded: string): string {
  const spaced = encoded.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}
