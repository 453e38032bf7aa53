import { nestPairs } from '../../common/nestPairs';
import type { FormField } from '../model/body';
import { formFields } from '../request/read-request';
import { fieldTexts } from './field-texts';
import type { ParseLimits } from './limits';
import { malformed, type Problem } from './problem';

const MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Parses `application/x-www-form-urlencoded`; see `nestPairs` for names that nest, `fieldTexts` for charsets.
 * @param body in one pass, from its bytes
 * @param charset that the content type names, if any
 * @returns the data, and the fields that it is made of
 */
export function parseForm(
  body: Buffer,
  charset: string | undefined,
  limits: ParseLimits,
): { data: unknown; fields: FormField[] } | Problem {
  const hasMark = body.subarray(0, MARK.length).equals(MARK);
  const fields = formFields(hasMark ? body.subarray(MARK.length) : body, ' ', limits.parameters);
  if (!fields) return malformed('too many form fields');
  try {
    return { data: nestPairs(fieldTexts(fields, charset), limits), fields };
  } catch {
    return malformed('too many form fields');
  }
}
