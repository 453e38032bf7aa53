import { createHash } from 'node:crypto';
import { safeEqual } from '../crypto/safe-equal';
import type { Verdict, VerifyInput } from '../model/endpoint';
import type { ProviderCode } from '../model/provider';
import { headerValue } from '../request/read-request';
import { decodeSignature } from '../verify/decode';
import { refused, VERIFIED } from '../verify/refused';
import { checkTimestamp } from '../verify/signature';
import { NO_URL, urlOf } from '../verify/url';
import { hmacMatches } from './shared/hmac-matches';

const V3 = 'X-HubSpot-Signature-v3';
const ESCAPED = /%(?:3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi;
const ESCAPED_IN_PATH = /%(?:3A|40|21|24|27|28|29|2A|2C|3B)/gi;

/**
 * HubSpot. Version 3, which decides alone when it is there: HMAC-SHA256 of method, URL, body and timestamp. Versions 1 and 2: SHA-256 of
 * the secret and the body, or of the secret, method, URL and body. They hold no time, and the option `onlyV3` refuses them.
 *
 * Source: developers.hubspot.com, "Validating requests"; @hubspot/api-client, utils/signature.
 */
export const hubspot: ProviderCode = { verify };

function verify(input: VerifyInput): Verdict {
  if (input.request.headers.has(V3.toLowerCase())) return version3(input);
  return input.options.onlyV3 === 'true' ? refused('signature is not of version 3') : version1or2(input);
}

function version3(input: VerifyInput): Verdict {
  const { request, secrets } = input;
  const text = headerValue(request, V3);
  const signature = text === undefined ? undefined : decodeSignature(text, 'base64');
  if (!signature) return refused('signature missing, malformed or sent twice');
  const timestamp = headerValue(request, 'X-HubSpot-Request-Timestamp');
  const problem = checkTimestamp(timestamp, 'ms', input);
  if (problem) return problem;
  const url = urlOf(input);
  if (url === undefined) return refused(NO_URL);
  const matches = urlForms(url).map((form) => {
    const content = [Buffer.from(request.method + form), request.body, Buffer.from(timestamp ?? '')];
    return hmacMatches('sha256', signature, Buffer.concat(content), secrets);
  });
  return matches.includes(true) ? VERIFIED : refused('signature does not match');
}

function version1or2(input: VerifyInput): Verdict {
  const { request, secrets } = input;
  const text = headerValue(request, 'X-HubSpot-Signature');
  const signature = text === undefined ? undefined : decodeSignature(text, 'hex');
  if (!signature) return refused('signature missing, malformed or sent twice');
  const version = headerValue(request, 'X-HubSpot-Signature-Version');
  if (version !== 'v1' && version !== 'v2') return refused('version of the signature missing or unknown');
  const url = urlOf(input);
  if (version === 'v2' && url === undefined) return refused(NO_URL);
  const prefixes = version === 'v1' ? [''] : urlForms(url ?? '').map((form) => request.method + form);
  const matches = secrets
    .filter((secret) => secret !== '')
    .flatMap((secret) => prefixes.map((prefix) => createHash('sha256').update(secret + prefix)))
    .map((hash) => safeEqual(signature, hash.update(request.body).digest()));
  return matches.includes(true) ? VERIFIED : refused('signature does not match');
}

/** HubSpot signs some characters of the URL decoded which it sends encoded. */
function urlForms(url: string): string[] {
  // A slash or a question mark that is decoded in the path would make it the path of another endpoint.
  const [base] = url.split('?', 1);
  const search = url.slice(base.length);
  const decoded = base.replace(ESCAPED_IN_PATH, decodeURIComponent) + search.replace(ESCAPED, decodeURIComponent);
  return decoded === url ? [url] : [url, decoded];
}
