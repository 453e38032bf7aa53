import type { Verdict, VerifyInput } from '../model/endpoint';
import type { ProviderCode } from '../model/provider';
import { headerValue, jsonObject, own } from '../request/read-request';
import { decodeSignature } from '../verify/decode';
import { refused, VERIFIED } from '../verify/refused';
import { checkTimestamp } from '../verify/signature';
import { hmacMatches } from './shared/hmac-matches';

/**
 * Linear: HMAC-SHA256, in hex, of the body, in which `webhookTimestamp` is a number of milliseconds. The timestamp header is not signed.
 *
 * Source: linear.app/developers/webhooks; @linear/sdk, webhooks.
 */
export const linear: ProviderCode = { verify };

function verify(input: VerifyInput): Verdict {
  const { request, secrets } = input;
  const text = headerValue(request, 'Linear-Signature');
  const signature = text === undefined ? undefined : decodeSignature(text, 'hex');
  if (!signature) return refused('signature missing, malformed or sent twice');
  if (!hmacMatches('sha256', signature, request.body, secrets)) return refused('signature does not match');
  const timestamp = own(jsonObject(request), 'webhookTimestamp');
  const isNumber = typeof timestamp === 'number';
  return checkTimestamp(isNumber ? String(timestamp) : undefined, 'ms', input) ?? VERIFIED;
}
