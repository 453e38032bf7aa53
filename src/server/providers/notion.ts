import { isText, jsonObject, mediaType } from '../request/reading';
import { emptyResponse } from '../handshake/responses';
import type { Handshake } from '../handshake/types';

/**
 * Notion: one unsigned POST hands over the verification token. A person types it into Notion, and here as the secret.
 * https://developers.notion.com/reference/webhooks
 */
export const notion: Handshake = {
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
    const body = jsonObject(request.body);
    const token = body && Object.keys(body).length === 1 ? body.verification_token : undefined;
    return isText(token, /^[\w-]{1,256}$/)
      ? { ...emptyResponse(200), notice: { key: 'verification_token', value: token } }
      : undefined;
  },
};
