import { DEFAULTS } from '../../common/constants';
import type { Verdict, VerifyInput } from '../model/endpoint';
import type { ProviderCode } from '../model/provider';
import type { IncomingRequest } from '../model/request';
import { bodyText, jsonObject } from '../request/read-request';
import { decodeSignature } from '../verify/decode';
import { proofOf } from '../verify/proof-of';
import { refused } from '../verify/refused';
import { checkTimestamp } from '../verify/signature';
import { UsedTokens } from './shared/UsedTokens';
import { hmacMatches } from './shared/hmac-matches';

/**
 * Mailgun: HMAC-SHA256, in hex, of a timestamp and a token in the body: in `signature` of a JSON event, or among the fields of a form, which
 * has attachments where mail is forwarded. Nothing else of the body is signed, so a token is valid for one body only: the verifier of an
 * endpoint remembers the tokens that it has seen.
 *
 * Source: documentation.mailgun.com, "Securing webhooks".
 */
export const mailgun: ProviderCode = {
  makeVerify() {
    const tokens = new UsedTokens();
    return (input) => verify(input, tokens);
  },
  deliveryId,
};

function verify(input: VerifyInput, tokens: UsedTokens): Verdict {
  const { request, secrets, now, tolerance = DEFAULTS.tolerance } = input;
  const [timestamp, token, text] = ['timestamp', 'token', 'signature'].map((name) => part(request, name));
  const signature = text === undefined ? undefined : decodeSignature(text, 'hex');
  if (!signature || token === undefined) return refused('signature or token missing, malformed or repeated');
  const problem = checkTimestamp(timestamp, 's', input);
  if (problem) return problem;
  if (!hmacMatches('sha256', signature, `${timestamp}${token}`, secrets)) return refused('signature does not match');
  // The timestamp may be ahead by the tolerance.
  const isFirst = tokens.take(token, request.body, { now, until: now + 2 * tolerance * 1_000 });
  return isFirst
    ? { verified: true, proof: proofOf(`${timestamp}`, token) }
    : refused('token has been used for another event');
}

/** The id of the event, which is the same for every attempt; for a forwarded mail, which has none, the token. */
function deliveryId(request: IncomingRequest): string | undefined {
  const isEvent = part(request, 'token') !== undefined && jsonObject(request) !== undefined;
  return (isEvent ? bodyText(request.content(), 'event-data.id') : undefined) ?? part(request, 'token');
}

function part(request: IncomingRequest, name: string): string | undefined {
  return bodyText(request.content(), jsonObject(request) ? `signature.${name}` : name);
}
