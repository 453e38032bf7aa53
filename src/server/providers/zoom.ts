import { createHmac } from 'node:crypto';
import { safeEqual } from '../crypto/safe-equal';
import { isText } from '../handshake/challenge';
import { jsonResponse } from '../handshake/responses';
import type { ProviderCode } from '../model/provider';
import type { IncomingRequest } from '../model/request';
import { headerValue, isObject, smallJsonObject } from '../request/read-request';

/** No colon: what is signed for a plain token must never be what is signed for an event (`v0:time:body`). */
const PLAIN_TOKEN = /^[\w+/=.-]{1,512}$/;

/**
 * Zoom: a signed challenge when the URL is saved and every 72 hours; the response has the token signed with the same secret.
 * https://developers.zoom.us/docs/api/webhooks/#validate-your-webhook-endpoint
 */
export const zoom: ProviderCode = {
  handshake: {
    methods: ['POST'],
    signed({ request, secrets }) {
      const body = request.method === 'POST' ? smallJsonObject(request) : undefined;
      if (body?.event !== 'endpoint.url_validation') {
        return undefined;
      }
      const plainToken = isObject(body.payload) ? body.payload.plainToken : undefined;
      const secret = signingSecret(request, secrets);
      if (!secret || !isText(plainToken, PLAIN_TOKEN)) {
        return { refused: 'plainToken is missing or malformed' };
      }
      return jsonResponse({ plainToken, encryptedToken: hmac(secret, plainToken) });
    },
  },
};

/** During a rotation the response has to be signed with the secret that Zoom has just used. */
function signingSecret(request: IncomingRequest, secrets: readonly string[]): string | undefined {
  const signed = Buffer.concat([Buffer.from(`v0:${headerValue(request, 'x-zm-request-timestamp')}:`), request.body]);
  const signature = headerValue(request, 'x-zm-signature');
  return secrets.find((secret) => safeEqual(signature, `v0=${hmac(secret, signed)}`));
}

function hmac(secret: string, content: string | Buffer): string {
  return createHmac('sha256', secret).update(content).digest('hex');
}
