import { nestPairs } from '../../common/nestPairs';
import { formFields } from '../request/read-request';
import { fieldTexts } from './field-texts';
import { PARSE_LIMITS, type ParseLimits } from './limits';

/**
 * Parses the parameters of a query, with nested names; see `nestPairs`. They are decoded as the fields of a form are.
 * @param search as sent, one character a byte
 * @throws RangeError when there are too many parameters or values
 */
export function parseQuery(search: string, limits: ParseLimits = PARSE_LIMITS): unknown {
  const fields = formFields(Buffer.from(search, 'latin1'), ' ', limits.parameters);
  if (!fields) throw new RangeError('too many parameters');
  return nestPairs(fieldTexts(fields), limits);
}
