import { PARSE_LIMITS, UNPROVEN_LIMITS } from '../parse/limits';
import { parseBody } from '../parse/parse-body';
import { parseQuery } from '../parse/parse-query';
import type { Steps } from '../receive/Steps';
import { certificateFetcher } from './fetch-certificate';
import type { Settings } from './settings';

/** The steps that read a request, which receiving and replaying share. */
export type ReadingSteps = Pick<Steps, 'parseBody' | 'parseQuery' | 'fetchCertificate'>;

/** Makes the steps that read a request. @param now milliseconds since 1970 */
export function makeReadingSteps(settings: Settings, now: () => number): ReadingSteps {
  const limits = { ...PARSE_LIMITS, ...settings };
  const tight = {
    ...limits,
    depth: Math.min(limits.depth, UNPROVEN_LIMITS.depth),
    values: Math.min(limits.values, UNPROVEN_LIMITS.values),
    formValues: Math.min(limits.formValues, UNPROVEN_LIMITS.formValues),
  };
  return {
    parseBody: (body, how, unproven) => parseBody(body, how, unproven ? tight : limits),
    parseQuery: (search) => parseQuery(search, limits),
    fetchCertificate: certificateFetcher(now),
  };
}
