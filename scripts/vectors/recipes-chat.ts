import assert from 'node:assert';
import { ed25519PublicKey, ed25519Sign } from './ed25519';
import type { ProofRequest, Recipe } from './Recipe';
import { hmac, isText, plainHash } from './sign';
import { versionOf } from './version-of';

const JSON_TYPE: [string, string] = ['Content-Type', 'application/json'];
const DISCORD = [ed25519PublicKey(1), ed25519PublicKey(2)] as const;
const seedOf = (key: string) => DISCORD.findIndex((one) => one === key) + 1 || 3;

/** Feishu's library takes the parsed body, and writes it again to check the signature. */
const isCanonicalJson = (body: Buffer) => {
  try {
    const value: unknown = JSON.parse(body.toString());
    return JSON.stringify(value) === body.toString();
  } catch {
    return false;
  }
};

async function proveFeishu({ headers, body, secret }: ProofRequest, isCard: boolean) {
  if (!isCanonicalJson(body)) return;
  const { CardActionHandler, EventDispatcher, LoggerLevel } = await import('@larksuiteoapi/node-sdk');
  const given = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const data = Object.assign(Object.create({ headers: given }), JSON.parse(body.toString()));
  const loggerLevel = LoggerLevel.fatal;
  const answer = isCard
    ? await new CardActionHandler({ verificationToken: secret, loggerLevel }, async () => 'handled').invoke(data)
    : await new EventDispatcher({ encryptKey: secret, loggerLevel }).invoke(data);
  assert(answer !== undefined);
}

const feishuHeaders = (signature: string, timestamp: string): [string, string][] => [
  ['X-Lark-Signature', signature],
  ['X-Lark-Request-Timestamp', timestamp],
  ['X-Lark-Request-Nonce', '1639031458'],
];

/** Messengers, social networks and collaboration, as far as the body or the header is signed as it is. */
export const chatRecipes: Recipe[] = [
  {
    scheme: 'slack',
    secrets: ['8f742231b10e8888abcd99yyyzzz85a5', 'ny-hemlighet-å'],
    source: versionOf('@slack/bolt'),
    headers: [JSON_TYPE],
    encoding: 'hex',
    timestamp: { unit: 's', tolerance: 300, header: 'X-Slack-Request-Timestamp' },
    sign: ({ body, secret, timestamp }) => hmac('sha256', secret, 'hex', `v0:${timestamp}:`, body),
    carry: (signature, timestamp) => [
      ['X-Slack-Signature', `v0=${signature}`],
      ['X-Slack-Request-Timestamp', timestamp],
    ],
    carrier: 'X-Slack-Signature',
    async prove({ body, headers, secret, now }) {
      const { verifySlackRequest } = await import('@slack/bolt');
      if (!isText(body)) return;
      verifySlackRequest({
        signingSecret: secret,
        body: body.toString(),
        nowMilliseconds: now,
        headers: {
          'x-slack-signature': headers['X-Slack-Signature'],
          'x-slack-request-timestamp': Number(headers['X-Slack-Request-Timestamp']),
        },
      });
    },
  },
  {
    scheme: 'discord',
    secrets: [...DISCORD],
    source: versionOf('discord-interactions'),
    headers: [JSON_TYPE],
    encoding: 'hex',
    timestamp: { unit: 's', tolerance: 300, header: 'X-Signature-Timestamp' },
    sign: ({ body, secret, timestamp }) =>
      ed25519Sign(seedOf(secret), Buffer.concat([Buffer.from(timestamp, 'latin1'), body])),
    carry: (signature, timestamp) => [
      ['X-Signature-Ed25519', signature],
      ['X-Signature-Timestamp', timestamp],
    ],
    carrier: 'X-Signature-Ed25519',
    async prove({ body, headers, secret }) {
      const { verifyKey } = await import('discord-interactions');
      const signature = headers['X-Signature-Ed25519'];
      assert(await verifyKey(body, signature, headers['X-Signature-Timestamp'], secret));
    },
  },
  {
    scheme: 'meta',
    secrets: ['app-secret-0123456789abcdef', '另一个密钥'],
    options: { verifyToken: 'meatyhamhock' },
    source: 'developers.facebook.com, "Webhooks: Getting started", "Validating payloads"',
    headers: [JSON_TYPE],
    encoding: 'hex',
    sign: ({ body, secret }) => hmac('sha256', secret, 'hex', body),
    carry: (signature) => [['X-Hub-Signature-256', `sha256=${signature}`]],
    carrier: 'X-Hub-Signature-256',
    bodies: {
      'escaped as Meta does':
        '{"object":"page","entry":[{"id":"1","text":"\\u00e4\\u00f6\\u00e5 <\\/a>\\ud83d\\ude00"}]}',
      'the same in UTF-8': '{"object":"page","entry":[{"id":"1","text":"äöå </a>😀"}]}',
    },
    identity: { idempotencyKey: null, eventType: 'page' },
  },
  {
    scheme: 'feishu',
    secrets: ['kudryavka', '新的 Encrypt Key'],
    source: versionOf('@larksuiteoapi/node-sdk'),
    headers: [JSON_TYPE],
    encoding: 'hex',
    timestamp: { unit: 's', tolerance: 300, header: 'X-Lark-Request-Timestamp' },
    sign: ({ body, secret, timestamp }) => plainHash('sha256', 'hex', `${timestamp}1639031458${secret}`, body),
    carry: feishuHeaders,
    carrier: 'X-Lark-Signature',
    prove: (request) => proveFeishu(request, false),
  },
  {
    scheme: 'feishu-card',
    secrets: ['xxxxxxverification', 'token-2'],
    source: versionOf('@larksuiteoapi/node-sdk'),
    headers: [JSON_TYPE],
    encoding: 'hex',
    timestamp: { unit: 's', tolerance: 300, header: 'X-Lark-Request-Timestamp' },
    sign: ({ body, secret, timestamp }) => plainHash('sha1', 'hex', `${timestamp}1639031458${secret}`, body),
    carry: feishuHeaders,
    carrier: 'X-Lark-Signature',
    prove: (request) => proveFeishu(request, true),
  },
  {
    scheme: 'line',
    secrets: ['8c570fa6dd201bb328f1c1eac23a96d8', 'test_channel_secret'],
    source: versionOf('@line/bot-sdk'),
    headers: [JSON_TYPE],
    encoding: 'base64',
    sign: ({ body, secret }) => hmac('sha256', secret, 'base64', body),
    carry: (signature) => [['x-line-signature', signature]],
    carrier: 'x-line-signature',
    async prove({ body, headers, secret }) {
      const { validateSignature } = await import('@line/bot-sdk');
      assert(validateSignature(body, secret, headers['x-line-signature']));
    },
  },
  {
    scheme: 'notion',
    secrets: ['secret_tMrlL1qK5vuQAh1b6cZGhFChZTSYJlce98V0pYn7yBl', 'secret_2'],
    source: versionOf('@notionhq/client'),
    headers: [JSON_TYPE],
    encoding: 'hex',
    anyCase: true,
    sign: ({ body, secret }) => hmac('sha256', secret, 'hex', body),
    carry: (signature) => [['X-Notion-Signature', `sha256=${signature}`]],
    carrier: 'X-Notion-Signature',
    bodies: {
      event: '{"id":"1782edd6-a853-4d4a-b02c-9c8c16f28e53","type":"page.created","entity":{"id":"1"}}',
      'event with a token in it': '{"id":"2","type":"page.created","verification_token":"secret_3"}',
    },
    identity: { idempotencyKey: '1782edd6-a853-4d4a-b02c-9c8c16f28e53', eventType: 'page.created' },
    async prove({ body, headers, secret }) {
      const { verifyWebhookSignature } = await import('@notionhq/client');
      assert(
        await verifyWebhookSignature({
          body: body.toString(),
          signature: headers['X-Notion-Signature'],
          verificationToken: secret,
        }),
      );
    },
  },
  {
    scheme: 'zoom',
    secrets: ['zoom-secret-token', 'second'],
    source: 'developers.zoom.us, "Using webhooks", "Verify with Zoom\'s header"',
    headers: [JSON_TYPE],
    encoding: 'hex',
    timestamp: { unit: 's', tolerance: 300, header: 'x-zm-request-timestamp' },
    sign: ({ body, secret, timestamp }) => hmac('sha256', secret, 'hex', `v0:${timestamp}:`, body),
    carry: (signature, timestamp) => [
      ['x-zm-signature', `v0=${signature}`],
      ['x-zm-request-timestamp', timestamp],
    ],
    carrier: 'x-zm-signature',
  },
  {
    scheme: 'twitch',
    secrets: ['s3cre77890ab', 'another-secret'],
    source: versionOf('@twurple/eventsub-http'),
    headers: [
      JSON_TYPE,
      ['Twitch-Eventsub-Message-Id', 'e76c6bd4-55c9-4987-8304-da1588d8988b'],
      ['Twitch-Eventsub-Message-Type', 'notification'],
      ['Twitch-Eventsub-Subscription-Type', 'channel.follow'],
    ],
    encoding: 'hex',
    timestamp: { unit: 'iso', tolerance: 600, header: 'Twitch-Eventsub-Message-Timestamp' },
    sign: ({ body, secret, timestamp }) =>
      hmac('sha256', secret, 'hex', `e76c6bd4-55c9-4987-8304-da1588d8988b${timestamp}`, body),
    carry: (signature, timestamp) => [
      ['Twitch-Eventsub-Message-Signature', `sha256=${signature}`],
      ['Twitch-Eventsub-Message-Timestamp', timestamp],
    ],
    carrier: 'Twitch-Eventsub-Message-Signature',
    identity: { idempotencyKey: 'e76c6bd4-55c9-4987-8304-da1588d8988b', eventType: 'channel.follow' },
    async prove({ body, headers, secret }) {
      const { EventSubMiddleware } = await import('@twurple/eventsub-http');
      const verify = Reflect.get(EventSubMiddleware.prototype, '_verifyData') as (...parts: string[]) => boolean;
      const parts = ['Id', 'Timestamp'].map((name) => headers[`Twitch-Eventsub-Message-${name}`]);
      const signature = headers['Twitch-Eventsub-Message-Signature'];
      if (isText(body)) assert(verify.call({ _secret: secret }, parts[0], parts[1], body.toString(), signature));
    },
  },
  {
    scheme: 'x-twitter',
    secrets: ['consumer-secret', 'second-consumer-secret'],
    source: 'docs.x.com, "Securing webhooks", "Signature validation"',
    headers: [JSON_TYPE],
    encoding: 'base64',
    sign: ({ body, secret }) => hmac('sha256', secret, 'base64', body),
    carry: (signature) => [['x-twitter-webhooks-signature', `sha256=${signature}`]],
    carrier: 'x-twitter-webhooks-signature',
  },
];
