import { providers, type CodeName } from '../../common/providers';
import type { Catalogue, ProviderCode } from '../model/provider';
import { alipay } from './alipay';
import { asana } from './asana';
import { awsSns } from './aws-sns';
import { bitbucket } from './bitbucket';
import { contentful } from './contentful';
import { dingtalk } from './dingtalk';
import { discord } from './discord';
import { feishu } from './feishu';
import { feishuCard } from './feishu-card';
import { forgejo } from './forgejo';
import { gitea } from './gitea';
import { hubspot } from './hubspot';
import { linear } from './linear';
import { mailgun } from './mailgun';
import { meta } from './meta';
import { msgraph } from './msgraph';
import { netlify } from './netlify';
import { notion } from './notion';
import { slack } from './slack';
import { twilio } from './twilio';
import { twitch } from './twitch';
import { wechatpay } from './wechatpay';
import { wecom } from './wecom';
import { woocommerce } from './woocommerce';
import { xTwitter } from './x-twitter';
import { zoom } from './zoom';

/** The code that rows of the catalogue name. The compiler refuses a name without code, and code that no row names. */
const code = {
  alipay,
  asana,
  'aws-sns': awsSns,
  bitbucket,
  contentful,
  dingtalk,
  discord,
  feishu,
  'feishu-card': feishuCard,
  forgejo,
  gitea,
  hubspot,
  linear,
  mailgun,
  meta,
  msgraph,
  netlify,
  notion,
  slack,
  twilio,
  twitch,
  wechatpay,
  wecom,
  woocommerce,
  'x-twitter': xTwitter,
  zoom,
} satisfies Record<CodeName, ProviderCode>;

/** The providers that endpoints are compiled with. */
export const CATALOGUE: Catalogue = { providers, code };
