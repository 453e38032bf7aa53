import { isText } from '../handshake/challenge';
import { emptyResponse } from '../handshake/responses';
import type { ProviderCode } from '../model/provider';
import { mediaType, smallJsonObject } from '../request/read-request';

/**
 * Notion: one unsigned POST hands over the verification token. A person enters it in Notion, and here as the secret.
 * https://developers.notion.com/reference/webhooks
 */
export const notion: ProviderCode = {
  handshake: {
    methods: ['POST'],
    bringsSecret: true,
    unsigned({ request }) {
      if (
        request.method !== 'POST' ||
        mediaType(request) !== 'application/json' ||
        request.headers.has('x-notion-signature')
      ) {
        return undefined;
      }
      const body = smallJsonObject(request);
      const token = body && Object.keys(body).length === 1 ? body.verification_token : undefined;
      return isText(token, /^[\w-]{1,256}$/)
        ? { ...emptyResponse(200), notice: { key: 'verification_token', value: token } }
        : undefined;
    },
  },
};
