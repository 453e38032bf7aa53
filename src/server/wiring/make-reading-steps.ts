import { PARSE_LIMITS } from '../parse/limits';
import { parseBody } from '../parse/parse-body';
import { parsePairs } from '../parse/parse-pairs';
import type { Steps } from '../receive/Steps';
import { certificateFetcher } from './fetch-certificate';
import type { Settings } from './settings';

/** The steps that read a request, which receiving and replaying share. */
export type ReadingSteps = Pick<Steps, 'parseBody' | 'parseQuery' | 'fetchCertificate'>;

/** Makes the steps that read a request. @param now milliseconds since 1970 */
export function makeReadingSteps(settings: Settings, now: () => number): ReadingSteps {
  const limits = { ...PARSE_LIMITS, ...settings };
  return {
    parseBody: (body, how) => parseBody(body, how, limits),
    parseQuery: (search) => parsePairs(search, limits),
    fetchCertificate: certificateFetcher(now),
  };
}
