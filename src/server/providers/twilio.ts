import { createHash } from 'node:crypto';
import querystring from 'node:querystring';
import { safeEqual } from '../crypto/safe-equal';
import type { FormField } from '../model/body';
import type { Verdict, VerifyInput } from '../model/endpoint';
import type { ProviderCode } from '../model/provider';
import { headerValue, queryValue } from '../request/read-request';
import { decodeSignature } from '../verify/decode';
import { refused, VERIFIED } from '../verify/refused';
import { NO_URL, urlOf } from '../verify/url';
import { hmacMatches } from './shared/hmac-matches';

const BODY_HASH = 'bodySHA256';

/**
 * Twilio: HMAC-SHA1 of the URL, followed by the names and values of a form in the order of names; any other body is covered by its
 * digest in the query. The URL may have been signed with or without its port.
 *
 * Source: twilio.com/docs/usage/security; twilio-node, lib/webhooks/webhooks.js.
 */
export const twilio: ProviderCode = { verify };

function verify(input: VerifyInput): Verdict {
  const { request, secrets } = input;
  const text = headerValue(request, 'X-Twilio-Signature');
  const signature = text === undefined ? undefined : decodeSignature(text, 'base64');
  if (!signature) return refused('signature missing, malformed or sent twice');

  const url = urlOf(input);
  if (url === undefined) return refused(NO_URL);

  let parameters: Buffer = Buffer.alloc(0);
  if (new RegExp(`(^|&)${BODY_HASH}=`).test(request.search)) {
    const digest = queryValue(request, BODY_HASH);
    const actual = createHash('sha256').update(request.body).digest('hex');
    if (!safeEqual(digest, actual)) return refused('digest of the body does not match');
  } else if (request.body.length > 0) {
    // A body that neither the parameters nor a digest cover would be anybody's.
    const fields = request.content()?.fields;
    if (!fields) return refused('body is not covered by the signature, or has too many fields');
    parameters = signedParameters(fields);
  }
  const matches = urlForms(url).map((form) => hmacMatches('sha1', signature, [Buffer.from(form), parameters], secrets));
  return matches.includes(true) ? VERIFIED : refused('signature does not match');
}

/** Sorted by name; the values of a name that is there several times are sorted, and each is taken once. */
function signedParameters(fields: readonly FormField[]): Buffer {
  const values = new Map<string, Set<string>>();
  for (const { name, value } of fields) {
    const key = name.toString('utf8');
    values.set(key, (values.get(key) ?? new Set<string>()).add(value.toString('utf8')));
  }
  const names = [...values.keys()].sort();
  return Buffer.from(
    names.flatMap((name) => [...(values.get(name) ?? [])].sort().map((value) => name + value)).join(''),
  );
}

// Dot segments, also behind a backslash, which URL takes for a slash.
const MOVING = /\\|\/(?:\.|%2e){1,2}(?:[/?#]|$)/i;

/** With and without the port; as sent, and with its characters escaped as some of Twilio's products do. */
function urlForms(url: string): string[] {
  // Escaping would resolve them, and give the path of another endpoint.
  if (MOVING.test(url)) return withAndWithoutPort(url);
  const escaped = URL.canParse(url) ? new URL(url).href : url;
  const [base, search] = [escaped.split('?', 1)[0], escaped.slice(escaped.indexOf('?') + 1)];
  const rewritten = escaped.includes('?') ? `${base}?${querystring.stringify(querystring.parse(search))}` : escaped;
  return [...new Set([url, escaped, rewritten].flatMap(withAndWithoutPort))];
}

function withAndWithoutPort(url: string): string[] {
  const match = /^([a-z][a-z0-9+.-]*:\/\/)([^/?#]*)(.*)$/is.exec(url);
  if (!match) return [url];
  const [, scheme, authority, rest] = match;
  const host = authority.replace(/:\d*$/, '');
  const port = scheme.toLowerCase() === 'https://' ? '443' : '80';
  return [`${scheme}${host}${rest}`, `${scheme}${host === authority ? `${host}:${port}` : authority}${rest}`];
}
