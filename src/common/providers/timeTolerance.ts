import { DEFAULTS } from '../constants';
import type { SignatureScheme } from '../WebhookConfig';
import type { Provider } from './types';

/** Schemes in code that check a signed timestamp. */
const TIMED_CODE: readonly string[] = [
  'aws-sns',
  'contentful',
  'dingtalk',
  'feishu',
  'feishu-card',
  'hubspot',
  'linear',
  'mailgun',
  'wechatpay',
  'wecom',
];

/** The default timestamp tolerance of a provider, in seconds; undefined if it signs no timestamp. */
export function timeTolerance({ id, signature, tolerance }: Provider): number | undefined {
  const schemes = new Array<SignatureScheme>().concat(signature ?? []);
  const timed = TIMED_CODE.includes(id) || schemes.some(({ timestamp }) => timestamp);
  return timed ? (tolerance ?? DEFAULTS.tolerance) : undefined;
}
