import assert from 'node:assert';
import { makeCase } from '../make-case';
import type { HeaderList, Suite } from '../Recipe';
import { hmac, isText } from '../sign';
import { NOW } from '../timestamps';
import { versionOf } from '../version-of';
import { bodyHmac, EVENT, JSON_TYPE, SECRETS } from './body-hmac';
import { proveShopify } from './prove-shopify';
import { square } from './signed-url';
import { timedPairs } from './timed-pairs';
import { wechatpay } from './wechatpay';

const AT = String(NOW / 1000);
const LISTED = '{"id":"evt_2"}';
const ZEROS = '0'.repeat(64);

const stripeSource = versionOf('stripe');
const STRIPE: [string, string] = ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'whsec_second'];
const stripeSign = (secret: string | Buffer) => hmac('sha256', secret, 'hex', `${AT}.${LISTED}`);
const right = stripeSign(STRIPE[0]);
const STRIPE_HEADERS: [string, 'verified' | 'refused', string][] = [
  ['several v1, the last is right', 'verified', `t=${AT},v1=${ZEROS},v1=${right}`],
  ['several v1, the first is right', 'verified', `t=${AT},v1=${right},v1=${ZEROS}`],
  ['v0 beside it', 'verified', `t=${AT},v1=${right},v0=${ZEROS}`],
  ['signature before the timestamp', 'verified', `v1=${right},t=${AT}`],
  ['v0 alone', 'refused', `t=${AT},v0=${right}`],
  ['no timestamp', 'refused', `v1=${right}`],
  ['no signature', 'refused', `t=${AT}`],
  ['timestamp twice', 'refused', `t=1,t=${AT},v1=${right}`],
  ['spaces after the commas', 'refused', `t=${AT}, v1=${right}`],
  ['semicolons', 'refused', `t=${AT};v1=${right}`],
  ['names in upper case', 'refused', `T=${AT},V1=${right}`],
  [
    'the secret decoded from base64, as others do',
    'refused',
    `t=${AT},v1=${stripeSign(Buffer.from(STRIPE[0].slice(6), 'base64'))}`,
  ],
  ['the secret without its prefix', 'refused', `t=${AT},v1=${stripeSign(STRIPE[0].slice(6))}`],
];
const stripe: Suite = {
  scheme: 'stripe',
  recipes: [
    timedPairs('Stripe-Signature', {
      source: stripeSource,
      secrets: STRIPE,
      identity: EVENT,
      prove: async ({ body, headers, secret, now }) => {
        const { Stripe } = await import('stripe');
        const { signature } = new Stripe('sk_test').webhooks;
        if (isText(body))
          signature?.verifyHeader(body.toString(), headers['Stripe-Signature'], secret, 300, undefined, now);
      },
    }),
  ],
  more: STRIPE_HEADERS.map(([name, expect, value]) =>
    makeCase({
      name: `header: ${name}`,
      expect,
      source: stripeSource,
      body: LISTED,
      headers: [['Stripe-Signature', value]],
    }),
  ),
};

const paddleSource = `${versionOf('@paddle/paddle-node-sdk')}; PaddleHQ/paddle-php-sdk`;
const paddleSign = hmac('sha256', SECRETS[0], 'hex', `${AT}:${LISTED}`);
const PADDLE_HEADERS: [string, 'verified' | 'refused', string][] = [
  ['several h1, the last is right', 'verified', `ts=${AT};h1=${ZEROS};h1=${paddleSign}`],
  ['several h1, the first is right', 'verified', `ts=${AT};h1=${paddleSign};h1=${ZEROS}`],
  ['separated by commas', 'refused', `ts=${AT},h1=${paddleSign}`],
  ['the full stop of others', 'refused', `ts=${AT};h1=${hmac('sha256', SECRETS[0], 'hex', `${AT}.${LISTED}`)}`],
  ['no timestamp', 'refused', `h1=${paddleSign}`],
  ['timestamp twice', 'refused', `ts=1;ts=${AT};h1=${paddleSign}`],
];
const paddle: Suite = {
  scheme: 'paddle',
  recipes: [
    timedPairs('Paddle-Signature', {
      source: paddleSource,
      names: ['ts', 'h1'],
      separator: ';',
      joint: ':',
      tolerance: 5,
      bodies: {
        JSON: '{"event_id":"evt_1","notification_id":"ntf_1","event_type":"transaction.paid"}',
        unicode: '{"name":"Ærø 微信支付 🎉"}',
        'line feeds at the end': '{"a":1}\r\n',
        'replacement patterns': '{"price":"$& $1 {body}"}',
      },
      identity: { idempotencyKey: 'ntf_1', eventType: 'transaction.paid' },
      prove: async ({ body, headers, secret }) => {
        const { Paddle } = await import('@paddle/paddle-node-sdk');
        const { webhooks } = new Paddle('key');
        assert(await webhooks.isSignatureValid(body.toString(), secret, headers['Paddle-Signature']));
      },
    }),
  ],
  more: PADDLE_HEADERS.map(([name, expect, value]) =>
    makeCase({
      name: `header: ${name}`,
      expect,
      source: paddleSource,
      body: LISTED,
      headers: [['Paddle-Signature', value]],
    }),
  ),
};

const shopifyHeaders = (prefix: string): HeaderList => [
  JSON_TYPE,
  [`${prefix}Topic`, 'orders/create'],
  [`${prefix}Webhook-Id`, 'webhook-1'],
  [`${prefix}API-Version`, '2025-07'],
  [`${prefix}Shop-Domain`, 'shop.myshopify.com'],
];
const shopifyIdentity = { idempotencyKey: 'webhook-1', eventType: 'orders/create' };
const shopify: Suite = {
  scheme: 'shopify',
  recipes: [
    bodyHmac('X-Shopify-Hmac-Sha256', {
      source: versionOf('@shopify/shopify-api'),
      encoding: 'base64',
      headers: shopifyHeaders('X-Shopify-'),
      identity: shopifyIdentity,
      prove: proveShopify,
    }),
    {
      ...bodyHmac('Shopify-Hmac-Sha256', {
        source: 'shopify.dev, "Verify Events deliveries"',
        encoding: 'base64',
        headers: shopifyHeaders('Shopify-'),
        identity: shopifyIdentity,
      }),
      label: 'Events',
    },
  ],
};

const wooSource = 'woocommerce/woocommerce, includes/class-wc-webhook.php';
const wooCase = (name: string, configured: string, key: string, expect: 'verified' | 'refused' = 'verified') =>
  makeCase({
    name,
    expect,
    source: wooSource,
    config: { secrets: [configured] },
    body: '{"id":1}',
    headers: [['X-WC-Webhook-Signature', hmac('sha256', key, 'base64', '{"id":1}')]],
  });
const woocommerce: Suite = {
  scheme: 'woocommerce',
  recipes: [
    bodyHmac('X-WC-Webhook-Signature', {
      source: wooSource,
      encoding: 'base64',
      headers: [JSON_TYPE, ['X-WC-Webhook-Topic', 'order.created'], ['X-WC-Webhook-Delivery-ID', 'not-unique']],
      bodies: { JSON: '{"id":1}', unicode: '{"a":"Ærø 微信 🎉"}', empty: '' },
      identity: { idempotencyKey: null, eventType: 'order.created' },
    }),
  ],
  more: [
    wooCase('a secret with escaped characters', 'a&amp;b&lt;c&gt;d&quot;e&#039;f&#x27;g', `a&b<c>d"e'f'g`),
    wooCase('entities are taken once', '&amp;lt;', '&lt;'),
    wooCase('entities are not taken twice', '&amp;lt;', '<', 'refused'),
    wooCase('a secret that was copied as it was typed', 'a&b<c', 'a&b<c'),
    wooCase('an entity that WordPress does not know', '&eacute;', '&eacute;'),
    wooCase('another secret', 'a&amp;b', 'a&amp;c', 'refused'),
  ],
};

/** Payments, shops and the cloud that bills for it. */
export const commerceSuites: Suite[] = [stripe, shopify, square, paddle, woocommerce, wechatpay];
