import { TOKEN, isText, jsonObject } from '../reading';
import { textReply } from '../replies';
import type { Handshake } from '../types';

/** Slack: a signed challenge when the request URL is entered. https://docs.slack.dev/reference/events/url_verification */
export const slack: Handshake = {
  methods: ['POST'],
  signed({ request }) {
    const body = request.method === 'POST' ? jsonObject(request.body) : undefined;
    if (body?.type !== 'url_verification') {
      return undefined;
    }
    return isText(body.challenge, TOKEN) ? textReply(body.challenge) : { refused: 'challenge is missing or malformed' };
  },
};
