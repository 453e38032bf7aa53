import type { IncomingRequest } from '../../model/request';
import type { Verify } from '../signature';
import { alipay } from './alipay';
import { awsSns } from './aws-sns';
import { contentful } from './contentful';
import { dingtalk } from './dingtalk';
import { feishu, feishuCard } from './feishu';
import { gitea } from './gitea';
import { hubspot } from './hubspot';
import { linear } from './linear';
import { mailgun, mailgunId } from './mailgun';
import { msgraph } from './msgraph';
import { netlify } from './netlify';
import { twilio } from './twilio';
import { wechatpay } from './wechatpay';
import { wecom } from './wecom';
import { woocommerce } from './woocommerce';

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
