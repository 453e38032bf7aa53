import type { BodySettings } from '../../src/server/model/endpoint';
import type { IncomingRequest } from '../../src/server/model/request';
import { PARSE_LIMITS, UNPROVEN_LIMITS } from '../../src/server/parse/limits';
import { parseBody } from '../../src/server/parse/parse-body';

/** Gives a request the one reading of its body; by default by its Content-Type. */
export function readable(
  request: Omit<IncomingRequest, 'content'>,
  settings: Partial<BodySettings> = {},
): IncomingRequest {
  const { body, headers } = request;
  return {
    ...request,
    content: () => {
      const contentType = headers.get('content-type')?.[0];
      const parsed = parseBody({ content: body, contentType, headers }, settings, {
        ...PARSE_LIMITS,
        ...UNPROVEN_LIMITS,
      });
      return 'problem' in parsed ? undefined : parsed;
    },
  };
}
