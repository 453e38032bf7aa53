import type { IncomingRequest } from '../../model/request';
import type { Verify } from '../signature';
import { alipay } from '../../providers/alipay';
import { awsSns } from '../../providers/aws-sns';
import { contentful } from '../../providers/contentful';
import { dingtalk } from '../../providers/dingtalk';
import { feishu, feishuCard } from '../../providers/feishu';
import { gitea } from '../../providers/gitea';
import { hubspot } from '../../providers/hubspot';
import { linear } from '../../providers/linear';
import { mailgun, mailgunId } from '../../providers/mailgun';
import { msgraph } from '../../providers/msgraph';
import { netlify } from '../../providers/netlify';
import { twilio } from '../../providers/twilio';
import { wechatpay } from '../../providers/wechatpay';
import { wecom } from '../../providers/wecom';
import { woocommerce } from '../../providers/woocommerce';

/** Schemes that are no plain row of data, by id. */
export const SCHEME_CODE: ReadonlyMap<string, Verify> = new Map<string, Verify>([
  ['alipay', alipay],
  ['aws-sns', awsSns],
  ['contentful', contentful],
  ['dingtalk', dingtalk],
  ['feishu', feishu],
  ['feishu-card', feishuCard],
  ['forgejo', gitea('X-Forgejo-Signature', 'X-Gitea-Signature')],
  ['gitea', gitea('X-Gitea-Signature', 'X-Gogs-Signature')],
  ['hubspot', hubspot],
  ['linear', linear],
  ['msgraph', msgraph],
  ['netlify', netlify],
  ['twilio', twilio],
  ['wechatpay', wechatpay],
  ['wecom', wecom],
  ['woocommerce', woocommerce],
]);

/** The same for schemes that remember something of an endpoint's calls: makes the verifier of one endpoint. */
export const REMEMBERING_CODE: ReadonlyMap<string, () => Verify> = new Map([['mailgun', mailgun]]);

/** Reads the delivery id where a source of data can't say its place without leaving a choice to the sender, by id of the scheme. */
export const DELIVERY_ID_CODE: ReadonlyMap<string, (request: IncomingRequest) => string | undefined> = new Map([
  ['mailgun', mailgunId],
]);
