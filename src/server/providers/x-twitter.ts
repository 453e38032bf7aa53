import { createHmac } from 'node:crypto';
import { isText } from '../handshake/challenge';
import { jsonResponse } from '../handshake/responses';
import type { ProviderCode } from '../model/provider';
import { challengeParameter } from '../request/read-request';

/** Characters and length of a CRC token. An event is a JSON object and can never look like one. */
const CRC_TOKEN = /^[\w+/=.-]{1,512}$/;

/**
 * X (Twitter): the challenge-response check, an hourly unsigned GET whose token we sign with the consumer secret.
 * https://docs.x.com/x-api/webhooks/quickstart
 *
 * Events are signed with the same key in the same way, so anyone can have a token signed and send it as the body of an event. Hence the
 * narrow form of a token, which no event may have.
 */
export const xTwitter: ProviderCode = {
  handshake: {
    methods: ['GET'],
    unsigned({ request, secrets }) {
      const token = request.method === 'GET' && request.body.length === 0 && challengeParameter(request, 'crc_token');
      const secret = secrets.find(Boolean);
      if (!secret || !isText(token, CRC_TOKEN)) {
        return undefined;
      }
      return jsonResponse({ response_token: `sha256=${createHmac('sha256', secret).update(token).digest('base64')}` });
    },
    signed({ request }) {
      return CRC_TOKEN.test(request.body.toString('latin1'))
        ? { refused: 'the body has the form of a challenge token, which anybody can have signed' }
        : undefined;
    },
  },
};
