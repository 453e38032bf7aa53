import type { IncomingRequest } from '../model/request';
import { headerValue, jsonObject } from '../request/reading';
import { emptyResponse } from '../handshake/responses';
import type { Handshake } from '../handshake/types';
import { quiet } from '../handshake/providers/quiet';

/**
 * Bitbucket Data Center: "Test connection", a ping that comes without a signature even when a secret is set.
 * https://confluence.atlassian.com/bitbucketserver/manage-webhooks-938025878.html
 */
export const bitbucket: Handshake = {
  methods: ['POST'],
  unsigned({ request }) {
    const isUnsignedPing = request.method === 'POST' && isPing(request) && !request.headers.has('x-hub-signature');
    const body = isUnsignedPing ? jsonObject(request.body) : undefined;
    return body && ['{}', '{"test":true}'].includes(JSON.stringify(body)) ? emptyResponse(200) : undefined;
  },
  signed: quiet((_body, request) => isPing(request)),
};

function isPing(request: IncomingRequest): boolean {
  return headerValue(request, 'x-event-key') === 'diagnostics:ping';
}
