import type { BodySettings } from '../../src/server/model/endpoint';
import type { IncomingRequest } from '../../src/server/model/request';
import { PARSE_LIMITS, UNPROVEN_LIMITS } from '../../src/server/parse/limits';
import { parseBody } from '../../src/server/parse/parse-body';
import { bodyReading } from '../../src/server/receive/body-reading';

/** Gives a request the one reading of its body; by default by its Content-Type. */
export function readable(
  request: Omit<IncomingRequest, 'content'>,
  settings: Partial<BodySettings> = {},
): IncomingRequest {
  const { body, headers } = request;
  const contentType = headers.get('content-type')?.[0];
  const limits = { ...PARSE_LIMITS, ...UNPROVEN_LIMITS };
  const reading = bodyReading(() => parseBody({ content: body, contentType, headers }, settings, limits));
  return { ...request, content: () => reading.unproven() };
}
