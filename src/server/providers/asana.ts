import { headerValue, isText, jsonObject } from '../request/reading';
import { emptyResponse } from '../handshake/responses';
import type { Handshake } from '../handshake/types';
import { hasNoEvents, quiet } from '../handshake/providers/quiet';

/**
 * Asana: while a webhook is being created, an unsigned POST hands over its secret in a header that wants to be echoed. A person
 * types it in here as a (further) secret. https://developers.asana.com/reference/createwebhook
 */
export const asana: Handshake = {
  methods: ['POST'],
  bringsSecret: true,
  unsigned({ request }) {
    if (request.method !== 'POST' || request.headers.has('x-hook-signature')) {
      return undefined;
    }
    const secret = headerValue(request, 'x-hook-secret');
    if (!isText(secret, /^[\w+/=-]{1,256}$/) || !isBlank(request.body)) {
      return undefined;
    }
    const response = emptyResponse(200);
    return {
      ...response,
      headers: [{ name: 'X-Hook-Secret', value: secret }],
      notice: { key: 'X-Hook-Secret', value: secret },
    };
  },
  signed: quiet(hasNoEvents),
};

function isBlank(body: Buffer): boolean {
  const value = jsonObject(body);
  return body.length === 0 || (value !== undefined && Object.keys(value).length === 0);
}
