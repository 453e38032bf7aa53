import { TOKEN, isEqual, isText, queryParameter } from '../request/reading';
import { textResponse } from '../handshake/responses';
import type { Handshake } from '../handshake/types';

/**
 * Facebook, Instagram, Messenger, WhatsApp: GET with a challenge and the verify token that a person made up and typed on both
 * sides. https://developers.facebook.com/docs/graph-api/webhooks/getting-started#verification-requests
 */
export const meta: Handshake = {
  methods: ['GET'],
  unsigned({ request, options }) {
    if (request.method !== 'GET' || queryParameter(request, 'hub.mode') !== 'subscribe') {
      return undefined;
    }
    if (!isEqual(queryParameter(request, 'hub.verify_token'), options.verifyToken)) {
      return { refused: options.verifyToken ? 'hub.verify_token differs' : 'option verifyToken is not set' };
    }
    const challenge = queryParameter(request, 'hub.challenge');
    return isText(challenge, TOKEN) ? textResponse(challenge) : { refused: 'hub.challenge is missing or malformed' };
  },
};
