import { isText, TOKEN } from '../handshake/challenge';
import { textResponse } from '../handshake/responses';
import type { ProviderCode } from '../model/provider';
import { headerValue, smallJsonObject } from '../request/read-request';

/** Twitch EventSub: a signed challenge for each subscription. https://dev.twitch.tv/docs/eventsub/handling-webhook-events/ */
export const twitch: ProviderCode = {
  handshake: {
    methods: ['POST'],
    signed({ request }) {
      if (
        request.method !== 'POST' ||
        headerValue(request, 'twitch-eventsub-message-type') !== 'webhook_callback_verification'
      ) {
        return undefined;
      }
      const challenge = smallJsonObject(request)?.challenge;
      return isText(challenge, TOKEN) ? textResponse(challenge) : { refused: 'challenge is missing or malformed' };
    },
  },
};
