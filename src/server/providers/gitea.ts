import type { Verify } from '../model/endpoint';
import type { ProviderCode } from '../model/provider';
import type { IncomingRequest } from '../model/request';
import { fieldValue, formFields, headerValue, isForm } from '../request/read-request';
import { decodeSignature } from '../verify/decode';
import { refused, VERIFIED } from '../verify/refused';
import { hmacMatches } from './shared/hmac-matches';

/**
 * Gitea and Gogs: HMAC-SHA256, in hex, of the JSON text. A form or a GET carries that text in its field `payload`; only this field is
 * signed, so only this field is passed on.
 *
 * Source: docs.gitea.com, "Webhooks"; go-gitea/gitea, services/webhook/deliver.go.
 */
export const gitea: ProviderCode = { verify: verifyWith('X-Gitea-Signature', 'X-Gogs-Signature') };

/**
 * The verifier of Gitea and its forks.
 * @param headers names of the signature's header; the first that was sent counts
 */
export function verifyWith(...headers: readonly string[]): Verify {
  return ({ request, secrets }) => {
    const text = headerValue(request, ...headers);
    const signature = text === undefined ? undefined : decodeSignature(text, 'hex');
    if (!signature) return refused('signature missing, malformed or sent twice');
    const field = payloadField(request);
    if (field === 'missing') return refused('payload missing or repeated');
    if (!hmacMatches('sha256', signature, field ?? request.body, secrets)) return refused('signature does not match');
    return field ? { verified: true, payload: { content: field, contentType: 'application/json' } } : VERIFIED;
  };
}

function payloadField(request: IncomingRequest): Buffer | 'missing' | undefined {
  const isQuery = request.method === 'GET' && request.body.length === 0;
  if (!isQuery && !isForm(request)) return undefined;
  const fields = isQuery ? formFields(Buffer.from(request.search)) : request.content()?.fields;
  return fieldValue(fields, 'payload') ?? 'missing';
}
