import { isText } from '../handshake/challenge';
import { testEvent } from '../handshake/compile-handshake';
import { emptyResponse } from '../handshake/responses';
import type { ProviderCode } from '../model/provider';
import type { IncomingRequest } from '../model/request';
import { headerValue, smallJsonObject } from '../request/read-request';

/**
 * Asana: while a webhook is being created, an unsigned POST hands over its secret in a header that has to be echoed. A person enters it
 * here as a (further) secret. A heartbeat has no events. https://developers.asana.com/reference/createwebhook
 */
export const asana: ProviderCode = {
  handshake: {
    methods: ['POST'],
    bringsSecret: true,
    unsigned({ request }) {
      if (request.method !== 'POST' || request.headers.has('x-hook-signature')) {
        return undefined;
      }
      const secret = headerValue(request, 'x-hook-secret');
      if (!isText(secret, /^[\w+/=-]{1,256}$/) || !isBlank(request)) {
        return undefined;
      }
      const response = emptyResponse(200);
      return {
        ...response,
        headers: [{ name: 'X-Hook-Secret', value: secret }],
        notice: { key: 'X-Hook-Secret', value: secret },
      };
    },
    signed: testEvent({ events: [] }),
  },
};

function isBlank(request: IncomingRequest): boolean {
  const value = smallJsonObject(request);
  return request.body.length === 0 || (value !== undefined && Object.keys(value).length === 0);
}
