import { SENTENCE, TOKEN } from '../request/reading';
import type { Handshake } from './types';
import { asana } from '../providers/asana';
import { awsSns } from './providers/aws-sns';
import { bitbucket } from '../providers/bitbucket';
import { dingtalk } from './providers/dingtalk';
import { discord } from '../providers/discord';
import { echoParameter } from './providers/echo-parameter';
import { feishu, feishuCard } from './providers/feishu';
import { meta } from '../providers/meta';
import { notion } from '../providers/notion';
import { answerHead, hasNoEvents, isIntercomPing, isPagerDutyPing, quiet } from './providers/quiet';
import { slack } from '../providers/slack';
import { twitch } from '../providers/twitch';
import { wecom } from './providers/wecom';
import { woocommerce } from './providers/woocommerce';
import { xTwitter } from '../providers/x-twitter';
import { zoom } from '../providers/zoom';

const HANDSHAKES: ReadonlyMap<string, Handshake> = new Map<string, Handshake>([
  ['asana', asana],
  ['aws-sns', awsSns],
  ['bitbucket', bitbucket],
  ['dingtalk', dingtalk],
  ['discord', discord],
  ['dropbox', echoParameter('GET', 'challenge', TOKEN)],
  ['feishu', feishu],
  ['feishu-card', feishuCard],
  ['intercom', { methods: ['HEAD', 'POST'], unsigned: answerHead, signed: quiet(isIntercomPing) }],
  ['line', { methods: ['POST'], signed: quiet(hasNoEvents) }],
  ['meta', meta],
  ['msgraph', echoParameter('POST', 'validationToken', SENTENCE)],
  ['notion', notion],
  ['pagerduty', { methods: ['POST'], signed: quiet(isPagerDutyPing) }],
  ['slack', slack],
  ['trello', { methods: ['HEAD'], unsigned: answerHead }],
  ['twitch', twitch],
  ['wecom', wecom],
  ['woocommerce', woocommerce],
  ['x-twitter', xTwitter],
  ['zoom', zoom],
]);

/**
 * The handshake of a signature scheme.
 *
 * @param scheme `verification.scheme`; undefined when the endpoint does not verify signatures
 * @returns undefined when the provider has none
 */
export function findHandshake(scheme: string | undefined): Handshake | undefined {
  return scheme === undefined ? undefined : HANDSHAKES.get(scheme);
}
