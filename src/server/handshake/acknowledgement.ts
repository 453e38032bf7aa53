import type { HttpResponse } from '../model/request';
import { dingtalkSuccess } from './providers/dingtalk';
import { jsonObject, mediaType } from '../request/reading';
import { emptyResponse, jsonResponse, textResponse } from './responses';
import type { HandshakeInput } from './types';

/** Replies to Discord interactions that show nothing yet, by the interaction's type: command, component, completion, modal. */
const DISCORD_REPLIES: ReadonlyMap<unknown, object> = new Map<unknown, object>([
  [2, { type: 5 }],
  [3, { type: 6 }],
  [4, { type: 8, data: { choices: [] } }],
  [5, { type: 5 }],
]);

const ACKNOWLEDGEMENTS: ReadonlyMap<string, (input: HandshakeInput) => HttpResponse | undefined> = new Map([
  ['airtable', () => emptyResponse(200)],
  ['alipay', () => textResponse('success')],
  ['dingtalk', dingtalkSuccess],
  ['dingtalk-robot', () => jsonResponse({ msgtype: 'empty' })],
  ['discord', discord],
  ['feishu', () => jsonResponse({})],
  ['feishu-card', () => jsonResponse({})],
  ['slack', slack],
  ['twilio', () => xmlResponse('<?xml version="1.0" encoding="UTF-8"?><Response/>')],
  ['wechatpay', () => jsonResponse({ code: 'SUCCESS' })],
  ['wecom', () => textResponse('success')],
]);

/**
 * What a provider has to be told instead of the default `200 ok`, or it would call again, or show "ok" to somebody. For a
 * verified event of a trigger that has no configured response.
 *
 * @returns undefined when the default is right
 */
export function acknowledgement(scheme: string | undefined, input: HandshakeInput): HttpResponse | undefined {
  return scheme === undefined ? undefined : ACKNOWLEDGEMENTS.get(scheme)?.(input);
}

/** Slash commands and buttons come as forms, and the text of the answer is shown to the person who used them. */
function slack({ request }: HandshakeInput): HttpResponse | undefined {
  return mediaType(request) === 'application/x-www-form-urlencoded' ? emptyResponse(200) : undefined;
}

/** Webhook events want 204; interactions want to hear within 3 s that an answer will follow. */
function discord({ request }: HandshakeInput): HttpResponse | undefined {
  const body = jsonObject(request.body, request.body.length);
  if (body?.event !== undefined) {
    return emptyResponse(204);
  }
  const response = DISCORD_REPLIES.get(body?.type);
  return response && jsonResponse(response);
}

/** A plain text would be sent as a message, or read out. */
function xmlResponse(body: string): HttpResponse {
  return { status: 200, headers: [{ name: 'Content-Type', value: 'text/xml; charset=utf-8' }], body };
}
