import { TOKEN, headerValue, isText, jsonObject } from '../request/reading';
import { textResponse } from '../handshake/responses';
import type { Handshake } from '../handshake/types';

/** Twitch EventSub: a signed challenge for each subscription. https://dev.twitch.tv/docs/eventsub/handling-webhook-events/ */
export const twitch: Handshake = {
  methods: ['POST'],
  signed({ request }) {
    if (
      request.method !== 'POST' ||
      headerValue(request, 'twitch-eventsub-message-type') !== 'webhook_callback_verification'
    ) {
      return undefined;
    }
    const challenge = jsonObject(request.body)?.challenge;
    return isText(challenge, TOKEN) ? textResponse(challenge) : { refused: 'challenge is missing or malformed' };
  },
};
