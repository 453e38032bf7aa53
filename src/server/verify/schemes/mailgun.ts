import type { IncomingRequest, Verdict, VerifyInput } from '../../receive/types';
import { decodeSignature } from '../decode';
import { isForm } from '../form';
import { multipartText } from '../multipart';
import { readValue } from '../read-value';
import { refused, VERIFIED } from '../refused';
import { checkTimestamp } from '../signature';
import { hmacMatches } from './hmac-matches';

/**
 * Mailgun: HMAC-SHA256, in hex, of a timestamp and a token that stand in the body: in `signature` of a JSON event, or among the fields
 * of a form, which has attachments beside it where mail is forwarded. Nothing else of the body is signed.
 *
 * Source: documentation.mailgun.com, "Securing webhooks".
 */
export function mailgun(input: VerifyInput): Verdict {
  const { request, secrets } = input;
  const [timestamp, token, text] = ['timestamp', 'token', 'signature'].map((name) => part(request, name));
  const signature = text === undefined ? undefined : decodeSignature(text, 'hex');
  if (!signature || token === undefined) return refused('signature or token missing, malformed or there twice');
  const problem = checkTimestamp(timestamp, 's', input);
  if (problem) return problem;
  return hmacMatches('sha256', signature, `${timestamp}${token}`, secrets)
    ? VERIFIED
    : refused('signature does not match');
}

/**
 * The token of a call, which is signed and used once: a call that was seen may not run again under an id that somebody else wrote into its
 * unsigned event. It is read where the verifier reads it, and nowhere else.
 */
export function mailgunToken(request: IncomingRequest): string | undefined {
  return part(request, 'token');
}

function part(request: IncomingRequest, name: string): string | undefined {
  return (
    multipartText(request, name) ??
    readValue(request, { from: 'body', name: isForm(request) ? name : `signature.${name}` })
  );
}
