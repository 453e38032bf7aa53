import type { Reply } from '../model/request';
import { dingtalkSuccess } from './providers/dingtalk';
import { jsonObject, mediaType } from '../request/reading';
import { emptyReply, jsonReply, textReply } from './replies';
import type { HandshakeInput } from './types';

/** Replies to Discord interactions that show nothing yet, by the interaction's type: command, component, completion, modal. */
const DISCORD_REPLIES: ReadonlyMap<unknown, object> = new Map<unknown, object>([
  [2, { type: 5 }],
  [3, { type: 6 }],
  [4, { type: 8, data: { choices: [] } }],
  [5, { type: 5 }],
]);

const ACKNOWLEDGEMENTS: ReadonlyMap<string, (input: HandshakeInput) => Reply | undefined> = new Map([
  ['airtable', () => emptyReply(200)],
  ['alipay', () => textReply('success')],
  ['dingtalk', dingtalkSuccess],
  ['dingtalk-robot', () => jsonReply({ msgtype: 'empty' })],
  ['discord', discord],
  ['feishu', () => jsonReply({})],
  ['feishu-card', () => jsonReply({})],
  ['slack', slack],
  ['twilio', () => xmlReply('<?xml version="1.0" encoding="UTF-8"?><Response/>')],
  ['wechatpay', () => jsonReply({ code: 'SUCCESS' })],
  ['wecom', () => textReply('success')],
]);

/**
 * What a provider has to be told instead of the default `200 ok`, or it would call again, or show "ok" to somebody. For a
 * verified event of a trigger that has no configured response.
 *
 * @returns undefined when the default is right
 */
export function acknowledgement(scheme: string | undefined, input: HandshakeInput): Reply | undefined {
  return scheme === undefined ? undefined : ACKNOWLEDGEMENTS.get(scheme)?.(input);
}

/** Slash commands and buttons come as forms, and the text of the answer is shown to the person who used them. */
function slack({ request }: HandshakeInput): Reply | undefined {
  return mediaType(request) === 'application/x-www-form-urlencoded' ? emptyReply(200) : undefined;
}

/** Webhook events want 204; interactions want to hear within 3 s that an answer will follow. */
function discord({ request }: HandshakeInput): Reply | undefined {
  const body = jsonObject(request.body, request.body.length);
  if (body?.event !== undefined) {
    return emptyReply(204);
  }
  const reply = DISCORD_REPLIES.get(body?.type);
  return reply && jsonReply(reply);
}

/** A plain text would be sent as a message, or read out. */
function xmlReply(body: string): Reply {
  return { status: 200, headers: [{ name: 'Content-Type', value: 'text/xml; charset=utf-8' }], body };
}
