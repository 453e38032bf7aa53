import type { Verdict, VerifyInput } from '../model/endpoint';
import type { IncomingRequest } from '../model/request';
import { decodeSignature } from '../verify/decode';
import { fieldValue, formFields, isForm } from '../request/form';
import { headerValue } from '../request/read-value';
import { refused, VERIFIED } from '../verify/refused';
import { hmacMatches } from './hmac-matches';

/**
 * Gitea, Gogs and Forgejo: HMAC-SHA256, in hex, of the JSON text. A form or a GET carries that text in its field `payload`; only this
 * field is signed, so only this field is passed on.
 *
 * Source: docs.gitea.com, "Webhooks"; go-gitea/gitea, services/webhook/deliver.go.
 *
 * @param headers names of the signature's header; the first that was sent counts
 */
export function gitea(...headers: readonly string[]) {
  return ({ request, secrets }: VerifyInput): Verdict => {
    const text = headerValue(request, ...headers);
    const signature = text === undefined ? undefined : decodeSignature(text, 'hex');
    if (!signature) return refused('signature missing, malformed or sent twice');
    const field = payloadField(request);
    if (field === 'missing') return refused('payload missing or there twice');
    if (!hmacMatches('sha256', signature, field ?? request.body, secrets)) return refused('signature does not match');
    return field ? { verified: true, payload: { content: field, contentType: 'application/json' } } : VERIFIED;
  };
}

function payloadField(request: IncomingRequest): Buffer | 'missing' | undefined {
  const isQuery = request.method === 'GET' && request.body.length === 0;
  if (!isQuery && !isForm(request)) return undefined;
  const fields = formFields(isQuery ? Buffer.from(request.search) : request.body);
  return fieldValue(fields, 'payload') ?? 'missing';
}
