import { safeEqual } from '../crypto/safe-equal';
import { isText, TOKEN } from '../handshake/challenge';
import { textResponse } from '../handshake/responses';
import type { ProviderCode } from '../model/provider';
import { challengeParameter } from '../request/read-request';

/**
 * Facebook, Instagram, Messenger, WhatsApp: a GET with a challenge and the verify token that a person chose and entered on
 * both sides. https://developers.facebook.com/docs/graph-api/webhooks/getting-started#verification-requests
 */
export const meta: ProviderCode = {
  handshake: {
    methods: ['GET'],
    unsigned({ request, options }) {
      if (request.method !== 'GET' || challengeParameter(request, 'hub.mode') !== 'subscribe') {
        return undefined;
      }
      if (!safeEqual(challengeParameter(request, 'hub.verify_token'), options.verifyToken)) {
        return { refused: options.verifyToken ? 'hub.verify_token differs' : 'option verifyToken is not set' };
      }
      const challenge = challengeParameter(request, 'hub.challenge');
      return isText(challenge, TOKEN) ? textResponse(challenge) : { refused: 'hub.challenge is missing or malformed' };
    },
  },
};
