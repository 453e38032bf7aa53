import { jsonObject } from '../request/reading';
import { emptyResponse, jsonResponse } from '../handshake/responses';
import type { Handshake } from '../handshake/types';

/**
 * Discord: signed PINGs, of interactions (type 1) and of webhook events (type 0). A webhook event has type 1 as well, and then an
 * `event`. https://docs.discord.com/developers/interactions/overview, https://docs.discord.com/developers/events/webhook-events
 */
export const discord: Handshake = {
  methods: ['POST'],
  signed({ request }) {
    const body = request.method === 'POST' ? jsonObject(request.body) : undefined;
    if (!body || body.event !== undefined) {
      return undefined;
    }
    if (body.type === 1) {
      return jsonResponse({ type: 1 });
    }
    return body.type === 0 ? emptyResponse(204) : undefined;
  },
};
