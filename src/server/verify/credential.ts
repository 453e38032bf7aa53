import type { VerifyInput } from '../model/endpoint';
import { headerValue, queryValue } from '../request/read-request';
import { refused, VERIFIED } from './refused';
import { safeEqual } from '../crypto/safe-equal';

/** The only characters that a base64 credential may have, RFC 7617 §2. */
const BASIC = /^basic +([A-Za-z0-9+/]+={0,2})$/i;
const BEARER = /^bearer +(\S(?:.*\S)?)$/i;

/**
 * HTTP Basic, RFC 7617, with UTF-8. Everything after the first colon is the password, colons included.
 *
 * @param username as configured; the password is the endpoint's secret
 */
export function basic(username: string) {
  const expected = Buffer.from(username);
  return (input: VerifyInput) => {
    const header = headerValue(input.request, 'authorization');
    if (header === undefined) return refused('authorization missing or sent twice');
    const encoded = BASIC.exec(header)?.[1];
    const bytes = encoded === undefined ? undefined : Buffer.from(encoded, 'base64');
    const colon = bytes?.indexOf(':') ?? -1;
    if (bytes === undefined || colon < 0 || bytes.toString('base64') !== encoded) {
      return refused('authorization is not well-formed Basic');
    }
    const nameMatches = safeEqual(bytes.subarray(0, colon), expected);
    const passwordMatches = matchesAny(bytes.subarray(colon + 1), input.secrets);
    return nameMatches && passwordMatches ? VERIFIED : refused('wrong user name or password');
  };
}

/** A bearer token, RFC 6750 §2.1, in the Authorization header only. */
export function bearer(input: VerifyInput) {
  const header = headerValue(input.request, 'authorization');
  if (header === undefined) return refused('authorization missing or sent twice');
  const token = BEARER.exec(header)?.[1];
  if (token === undefined) return refused('authorization is not well-formed Bearer');
  return matchesAny(Buffer.from(token, 'latin1'), input.secrets) ? VERIFIED : refused('wrong token');
}

/** A token that is the whole value of a header. */
export function headerToken(name: string) {
  return ({ request, secrets }: VerifyInput) => {
    const value = headerValue(request, name);
    if (value === undefined) return refused('token header missing or sent twice');
    return matchesAny(Buffer.from(value, 'latin1'), secrets) ? VERIFIED : refused('wrong token');
  };
}

/** A token in the query: with `+` as it was sent, as in a URL that somebody has put together, or decoded as a form is. */
export function queryToken(name: string) {
  return ({ request, secrets }: VerifyInput) => {
    const values = [queryValue(request, name, '+'), queryValue(request, name, ' ')];
    if (values.includes(undefined)) return refused('token parameter missing or repeated');
    // Both are compared, whatever the first one gives.
    const matches = values.map((value) => matchesAny(Buffer.from(value ?? ''), secrets));
    return matches.includes(true) ? VERIFIED : refused('wrong token');
  };
}

/** Tells in constant time whether the bytes are one of the secrets. An empty secret matches nothing. */
export function matchesAny(bytes: Buffer, secrets: readonly string[]): boolean {
  return secrets.map((secret) => safeEqual(bytes, secret)).includes(true);
}
