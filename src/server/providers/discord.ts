import { emptyResponse, jsonResponse } from '../handshake/responses';
import type { HandshakeInput } from '../model/endpoint';
import type { ProviderCode } from '../model/provider';
import type { HttpResponse } from '../model/request';
import { jsonObject, smallJsonObject } from '../request/read-request';

/** Responses to interactions that show nothing yet, by the interaction's type: command, component, completion, modal. */
const DEFERRED: ReadonlyMap<unknown, object> = new Map<unknown, object>([
  [2, { type: 5 }],
  [3, { type: 6 }],
  [4, { type: 8, data: { choices: [] } }],
  [5, { type: 5 }],
]);

/**
 * Discord: signed PINGs, of interactions (type 1) and of webhook events (type 0). A webhook event has type 1 as well, and then an
 * `event`. https://docs.discord.com/developers/interactions/overview, https://docs.discord.com/developers/events/webhook-events
 */
export const discord: ProviderCode = {
  handshake: {
    methods: ['POST'],
    signed({ request }) {
      const body = request.method === 'POST' ? smallJsonObject(request) : undefined;
      if (!body || body.event !== undefined) {
        return undefined;
      }
      if (body.type === 1) {
        return jsonResponse({ type: 1 });
      }
      return body.type === 0 ? emptyResponse(204) : undefined;
    },
  },
  acknowledge,
};

/** Webhook events expect 204; interactions want to know within 3 s that a response will follow. */
function acknowledge({ request }: HandshakeInput): HttpResponse | undefined {
  const body = jsonObject(request);
  if (body?.event !== undefined) return emptyResponse(204);
  const response = DEFERRED.get(body?.type);
  return response && jsonResponse(response);
}
