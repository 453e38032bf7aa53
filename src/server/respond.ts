import { REJECTIONS, type Rejection } from './receive/rejection';
import type { ConfiguredResponse, Reply } from './receive/types';
import { DEFAULTS } from '../common/constants';

const JSON_TYPE = 'application/json; charset=utf-8';
const TEXT_TYPE = 'text/plain; charset=utf-8';

/** The reply to a refusal: status and public text of the catalogue in NocoBase's own form, never the reason. */
export function replyToRejection(rejection: Rejection): Reply {
  const { status, message } = REJECTIONS[rejection.rejected];
  return {
    status,
    headers: [
      { name: 'Content-Type', value: JSON_TYPE },
      ...(rejection.headers ?? []),
      ...(rejection.close ? [{ name: 'Connection', value: 'close' }] : []),
    ],
    body: JSON.stringify({ errors: [{ code: rejection.rejected, message }] }),
  };
}

/**
 * The reply that the trigger is configured for.
 * @param body what is sent: a string as text, `null` or an empty string as nothing, any other value as JSON; undefined is "ok".
 * A configured Content-Type wins over the one that follows from the body.
 */
export function replyFromConfiguration({ status, headers, body = DEFAULTS.responseBody }: ConfiguredResponse): Reply {
  if (body === null || body === '') return { status, headers };
  const isText = typeof body === 'string';
  const typed = headers.some(({ name }) => name.toLowerCase() === 'content-type');
  return {
    status,
    headers: typed ? headers : [{ name: 'Content-Type', value: isText ? TEXT_TYPE : JSON_TYPE }, ...headers],
    body: isText ? body : JSON.stringify(body),
  };
}
