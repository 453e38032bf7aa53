import { isText, TOKEN } from '../handshake/challenge';
import { emptyResponse, textResponse } from '../handshake/responses';
import type { HandshakeInput } from '../model/endpoint';
import type { ProviderCode } from '../model/provider';
import type { HttpResponse, IncomingRequest } from '../model/request';
import { isForm, smallJsonObject } from '../request/read-request';

/** Slack may send its deprecated verification token besides `ssl_check=1`. */
const SSL_CHECK_FIELDS: ReadonlySet<string> = new Set(['ssl_check', 'token']);
const MAX_SSL_CHECK = 512;

/**
 * Slack: a signed challenge when the request URL is entered, and now and then an unsigned check of the certificate for slash commands.
 * https://docs.slack.dev/reference/events/url_verification,
 * https://docs.slack.dev/interactivity/implementing-slash-commands
 */
export const slack: ProviderCode = {
  handshake: {
    methods: ['POST'],
    unsigned({ request }) {
      return isSslCheck(request) ? emptyResponse(200) : undefined;
    },
    signed({ request }) {
      const body = request.method === 'POST' ? smallJsonObject(request) : undefined;
      if (body?.type !== 'url_verification') {
        return undefined;
      }
      return isText(body.challenge, TOKEN)
        ? textResponse(body.challenge)
        : { refused: 'challenge is missing or malformed' };
    },
  },
  acknowledge,
};

/** A form with anything else in it, such as a command, has to be signed. */
function isSslCheck(request: IncomingRequest): boolean {
  if (request.method !== 'POST' || request.body.length > MAX_SSL_CHECK || !isForm(request)) {
    return false;
  }
  const fields = new URLSearchParams(request.body.toString('utf8'));
  return fields.getAll('ssl_check').join() === '1' && [...fields.keys()].every((name) => SSL_CHECK_FIELDS.has(name));
}

/** Slash commands and buttons come as forms, and a text in the response would be shown to the person who used them. */
function acknowledge({ request }: HandshakeInput): HttpResponse | undefined {
  return isForm(request) ? emptyResponse(200) : undefined;
}
