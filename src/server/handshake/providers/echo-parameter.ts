import { queryParameter, isText } from '../../request/reading';
import { textResponse } from '../responses';
import type { Handshake } from '../types';

/**
 * For providers that send a challenge as a query parameter, unsigned, and want it back as plain text. It tells the sender
 * nothing but what it has just said. Only without a body, and only in the characters that the provider uses.
 *
 * Dropbox: GET, https://www.dropbox.com/developers/reference/webhooks#documentation
 * Microsoft Graph: POST, https://learn.microsoft.com/graph/change-notifications-delivery-webhooks
 */
export function echoParameter(method: 'GET' | 'POST', parameter: string, form: RegExp): Handshake {
  return {
    methods: [method],
    unsigned({ request }) {
      if (request.method !== method || request.body.length > 0) {
        return undefined;
      }
      const challenge = queryParameter(request, parameter);
      return isText(challenge, form) ? textResponse(challenge) : undefined;
    },
  };
}
