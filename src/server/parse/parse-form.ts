import { decodeText } from './decode-text';
import type { ParseLimits } from './limits';
import { malformed, type Problem } from './problem';
import { parsePairs } from './parse-pairs';

/**
 * Parses `application/x-www-form-urlencoded` in any charset; see `parsePairs` for names that nest.
 * @param text in UTF-8; or, if a charset is given, the bytes of the body, one per character
 * @param charset a supported one other than UTF-8
 */
export function parseForm(text: string, charset: string | undefined, limits: ParseLimits): { data: unknown } | Problem {
  try {
    return {
      data: parsePairs(text, limits, charset === undefined ? undefined : (encoded) => decode(encoded, charset)),
    };
  } catch {
    return malformed('too many form fields');
  }
}

// Bytes that the charset doesn't have are kept as sent.
function decode(encoded: string, charset: string): string {
  const bytes = encoded
    .replace(/\+/g, ' ')
    .replace(/%([0-9a-f]{2})/gi, (_escape, digits: string) => String.fromCharCode(parseInt(digits, 16)));
  const decoded = decodeText(Buffer.from(bytes, 'latin1'), charset);
  return 'text' in decoded ? decoded.text : encoded;
}
