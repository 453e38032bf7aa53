import querystring from 'node:querystring';
import type { Verdict, VerifyInput } from '../model/endpoint';
import type { ProviderCode } from '../model/provider';
import { headerValue } from '../request/read-request';
import { decodeSignature } from '../verify/decode';
import { refused, VERIFIED } from '../verify/refused';
import { checkTimestamp } from '../verify/signature';
import { NO_URL, pathAndQueryOf } from '../verify/url';
import { hmacMatches } from './shared/hmac-matches';

const SIGNED_HEADERS = 'x-contentful-signed-headers';
const TIMESTAMP = 'x-contentful-timestamp';
const MAX_HEADERS = 100;

/**
 * Contentful: HMAC-SHA256, in hex, of the method, the encoded path and query, the headers that it names, and the body, each on a line.
 *
 * Source: contentful.com/developers/docs, "Request verification"; @contentful/node-apps-toolkit, requests.
 */
export const contentful: ProviderCode = { verify };

function verify(input: VerifyInput): Verdict {
  const { request, secrets } = input;
  const text = headerValue(request, 'x-contentful-signature');
  const signature = text === undefined ? undefined : decodeSignature(text, 'hex');
  if (!signature) return refused('signature missing, malformed or sent twice');
  const problem = checkTimestamp(headerValue(request, TIMESTAMP), 'ms', input);
  if (problem) return problem;
  const headers = signedHeaders(input);
  if (headers === undefined) return refused('signed headers missing, sent twice, or without the timestamp');
  const pathAndQuery = pathAndQueryOf(input);
  if (pathAndQuery === undefined) return refused(NO_URL);
  const path = encodedPath(pathAndQuery);
  if (path === undefined) return refused('path cannot be encoded');
  const head = Buffer.from([request.method, path, headers, ''].join('\n'), 'utf8');
  return hmacMatches('sha256', signature, Buffer.concat([head, request.body]), secrets)
    ? VERIFIED
    : refused('signature does not match');
}

function signedHeaders({ request }: VerifyInput): string | undefined {
  const listed = headerValue(request, SIGNED_HEADERS)?.split(',') ?? [];
  const names = [...new Set(listed.map((name) => name.trim().toLowerCase()))].sort();
  if (names.length > MAX_HEADERS || !names.includes(TIMESTAMP) || !names.includes(SIGNED_HEADERS)) return undefined;
  const lines = names.map((name) => {
    const values = request.headers.get(name);
    if (values?.length !== 1) return undefined;
    return `${name}:${name === SIGNED_HEADERS ? names.join(',') : Buffer.from(values[0], 'latin1').toString().trim()}`;
  });
  return lines.includes(undefined) ? undefined : lines.join(';');
}

/** The query is escaped as a whole, and once more with the path. */
function encodedPath(pathAndQuery: string): string | undefined {
  const [path, search, ...unsigned] = pathAndQuery.split('?');
  // Contentful signs nothing behind a second question mark, so anyone could add to the query there.
  if (unsigned.length) return undefined;
  try {
    return encodeURI(search ? `${path}?${querystring.escape(search)}` : path);
  } catch {
    return undefined;
  }
}
