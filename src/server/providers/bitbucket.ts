import { emptyResponse } from '../handshake/responses';
import type { ProviderCode } from '../model/provider';
import type { IncomingRequest } from '../model/request';
import { headerValue, smallJsonObject } from '../request/read-request';

/**
 * Bitbucket Data Center: "Test connection", a ping without a signature even when a secret is set.
 * https://confluence.atlassian.com/bitbucketserver/manage-webhooks-938025878.html
 */
export const bitbucket: ProviderCode = {
  handshake: {
    methods: ['POST'],
    unsigned({ request }) {
      const isUnsignedPing = request.method === 'POST' && isPing(request) && !request.headers.has('x-hub-signature');
      const body = isUnsignedPing ? smallJsonObject(request) : undefined;
      return body && ['{}', '{"test":true}'].includes(JSON.stringify(body)) ? emptyResponse(200) : undefined;
    },
    signed({ request }) {
      const isSignedPing = request.method === 'POST' && isPing(request) && smallJsonObject(request);
      return isSignedPing ? emptyResponse(200) : undefined;
    },
  },
};

function isPing(request: IncomingRequest): boolean {
  return headerValue(request, 'x-event-key') === 'diagnostics:ping';
}
