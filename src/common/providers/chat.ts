import { body, header, type Provider } from './types';

const AES_KEY = {
  name: 'aesKey',
  label: { en: 'EncodingAESKey (43 characters)', zh: 'EncodingAESKey（43 位）' },
  secret: true,
  required: true,
  length: 43,
  isBase64: true,
} as const;

/** Messengers, social networks and collaboration. */
export const chatProviders = [
  {
    id: 'slack',
    name: 'Slack',
    proof: 'X-Slack-Signature',
    hint: {
      en: 'api.slack.com/apps › your app › Basic Information › Signing Secret.',
      zh: 'api.slack.com/apps › 你的应用 › Basic Information › Signing Secret。',
    },
    code: 'slack',
    formats: ['json', 'form'],
    payloadField: 'payload',
    signature: {
      signature: header('X-Slack-Signature'),
      algorithm: 'hmac-sha256',
      prefix: 'v0=',
      signedContent: 'v0:{timestamp}:{body}',
      timestamp: { from: 'header', name: 'X-Slack-Request-Timestamp' },
    },
    deliveryId: body('event_id', 'trigger_id'),
    eventType: body('event.type', 'type', 'command'),
    guide: {
      place: 'api.slack.com/apps › your app › Event Subscriptions, Interactivity or Slash Commands › Request URL.',
      handshake: '`url_verification` is verified and answered. Enter the signing secret first.',
    },
  },
  {
    id: 'discord',
    name: 'Discord (interactions, webhook events)',
    nameZh: 'Discord（交互与 Webhook 事件）',
    proof: 'X-Signature-Ed25519',
    hint: {
      en: 'discord.com/developers › your application › General Information › Public Key.',
      zh: 'discord.com/developers › 你的应用 › General Information › Public Key。',
    },
    code: 'discord',
    signature: {
      signature: header('X-Signature-Ed25519'),
      algorithm: 'ed25519',
      signedContent: '{timestamp}{body}',
      timestamp: { from: 'header', name: 'X-Signature-Timestamp' },
    },
    publicKey: 'ed25519',
    deliveryId: body('id'),
    eventType: body('event.type', 'type'),
    guide: {
      place:
        'discord.com/developers › your application › General Information › Interactions Endpoint URL, or Webhooks › Endpoint URL.',
      handshake: 'PING is verified and answered.',
    },
  },
  {
    id: 'telegram',
    name: 'Telegram Bot API',
    proof: 'X-Telegram-Bot-Api-Secret-Token',
    hint: {
      en: 'What you gave setWebhook as secret_token: letters, digits, _ and -.',
      zh: '调用 setWebhook 时设置的 secret_token：字母、数字、_ 和 -。',
    },
    token: 'X-Telegram-Bot-Api-Secret-Token',
    deliveryId: body('update_id'),
    guide: {
      place: 'The method `setWebhook`: `url`.',
      signed: 'Nothing. The header has to be the secret token.',
      note: 'A token proves nothing about the body.',
    },
  },
  {
    id: 'meta',
    name: 'Meta (WhatsApp, Messenger, Instagram)',
    proof: 'X-Hub-Signature-256',
    hint: {
      en: 'developers.facebook.com › your app › App settings › Basic › App secret.',
      zh: 'developers.facebook.com › 你的应用 › 应用设置 › 基本 › 应用密钥。',
    },
    code: 'meta',
    signature: { signature: header('X-Hub-Signature-256'), algorithm: 'hmac-sha256', prefix: 'sha256=' },
    eventType: body('object'),
    options: [
      { name: 'verifyToken', label: { en: 'Verify token, of your choice', zh: '验证令牌（自行设定）' }, secret: true },
    ],
    guide: {
      place: 'developers.facebook.com › your app › Webhooks › Callback URL.',
      handshake: 'The `hub.challenge` of a GET is echoed when `hub.verify_token` is the verify token that you set.',
    },
  },
  {
    id: 'feishu',
    name: '飞书 Feishu, Lark (events)',
    nameZh: '飞书 Feishu、Lark（事件）',
    proof: 'X-Lark-Signature',
    hint: {
      en: 'Developer console › your app › Events & Callbacks › Encryption Strategy: Encrypt Key as the secret, Verification Token as the option.',
      zh: '开发者后台 › 你的应用 › 事件与回调 › 加密策略：密钥填 Encrypt Key，选项填 Verification Token。',
    },
    code: 'feishu',
    timed: true,
    envelope: true,
    encrypted: true,
    deliveryId: body('header.event_id', 'uuid'),
    eventType: body('header.event_type', 'event.type'),
    secretOptional: true,
    insteadOfSecret: 'verificationToken',
    options: [
      { name: 'verificationToken', label: { en: 'Verification Token', zh: 'Verification Token' }, secret: true },
    ],
    acknowledgement: { json: {} },
    guide: {
      place: 'Developer console › your app › Events & Callbacks › Request URL.',
      signed:
        'SHA-256 in hex over timestamp, nonce, Encrypt Key and body; the body is then decrypted. Without an Encrypt Key the Verification Token in the body is the only proof.',
      handshake: '`url_verification` is answered, encrypted or not.',
    },
  },
  {
    id: 'feishu-card',
    name: '飞书 Feishu, Lark (message cards)',
    nameZh: '飞书 Feishu、Lark（消息卡片）',
    proof: 'X-Lark-Signature',
    hint: {
      en: 'Developer console › your app › Events & Callbacks › Encryption Strategy › Verification Token.',
      zh: '开发者后台 › 你的应用 › 事件与回调 › 加密策略 › Verification Token。',
    },
    code: 'feishu-card',
    timed: true,
    acknowledgement: { json: {} },
    guide: {
      place: 'Developer console › your app › Bot › Message card request URL.',
      signed: 'SHA-1 in hex over timestamp, nonce, Verification Token and body.',
      handshake: '`url_verification` is answered.',
    },
  },
  {
    id: 'wecom',
    name: '企业微信 WeCom',
    proof: 'msg_signature',
    proofIn: 'query',
    hint: {
      en: 'Admin console › your app › Receive messages › API: Token as the secret, EncodingAESKey as the option.',
      zh: '管理后台 › 应用 › 接收消息 › 设置 API 接收：密钥填 Token，选项填 EncodingAESKey。',
    },
    code: 'wecom',
    timed: true,
    envelope: true,
    encrypted: true,
    formats: ['xml', 'json'],
    deliveryId: body('MsgId', 'msgid'),
    eventType: body('Event', 'InfoType', 'MsgType', 'msgtype'),
    options: [
      AES_KEY,
      {
        name: 'receiveId',
        label: { en: 'Corp id or suite id (checked when given)', zh: '企业 ID 或套件 ID（填写后校验）' },
        secret: false,
      },
    ],
    acknowledgement: { text: 'success' },
    guide: {
      place: 'Admin console › your app › Receive messages › API › URL.',
      signed:
        'SHA-1 in hex over the sorted token, timestamp, nonce and encrypted message; the message is then decrypted.',
      handshake:
        'The `echostr` of a GET is verified, decrypted and answered, unless it holds anything but an echo, such as a message. Enter Token and EncodingAESKey first.',
    },
  },
  {
    id: 'dingtalk',
    name: '钉钉 DingTalk (event callbacks)',
    nameZh: '钉钉 DingTalk（事件回调）',
    proof: 'msg_signature',
    proofIn: 'query',
    hint: {
      en: 'Developer console › your app › Event subscription: token as the secret, aes_key as the option.',
      zh: '开发者后台 › 应用 › 事件订阅：密钥填签名 token，选项填加密 aes_key。',
    },
    code: 'dingtalk',
    timed: true,
    envelope: true,
    encrypted: true,
    eventType: body('EventType'),
    options: [
      AES_KEY,
      { name: 'appKey', label: { en: 'AppKey, CorpId or SuiteKey', zh: 'AppKey、CorpId 或 SuiteKey' }, secret: false },
    ],
    guide: {
      place: 'Developer console › your app › Event subscription › Request URL.',
      signed:
        'SHA-1 in hex over the sorted token, timestamp, nonce and encrypted message; the message is then decrypted.',
      handshake: '`check_url` is answered with an encrypted "success". Enter token and aes_key first.',
    },
  },
  {
    id: 'dingtalk-robot',
    name: '钉钉 DingTalk (robot messages)',
    nameZh: '钉钉 DingTalk（机器人消息）',
    proof: 'sign',
    hint: {
      en: 'Developer console › your robot › AppSecret. DingTalk does not sign the body: add an allowlist.',
      zh: '开发者后台 › 机器人 › AppSecret。钉钉不对消息体签名，建议同时设置来源白名单。',
    },
    signature: {
      signature: header('sign'),
      algorithm: 'hmac-sha256',
      encoding: 'base64',
      signedContent: '{timestamp}\\n{secret}',
      timestamp: { from: 'header', name: 'timestamp', unit: 'ms' },
    },
    tolerance: 3_600,
    deliveryId: body('msgId'),
    eventType: body('msgtype'),
    acknowledgement: { json: { msgtype: 'empty' } },
    guide: {
      place: 'Developer console › your robot › Message receiving address.',
      note: 'The body is not signed: whoever sees one request can send other messages for an hour. Set an allowlist.',
    },
  },
  {
    id: 'line',
    name: 'LINE Messaging API',
    proof: 'x-line-signature',
    hint: {
      en: 'LINE Developers console › your channel › Basic settings › Channel secret.',
      zh: 'LINE Developers 控制台 › 频道 › Basic settings › Channel secret。',
    },
    signature: { signature: header('x-line-signature'), algorithm: 'hmac-sha256', encoding: 'base64' },
    handshake: { testEvent: { events: [] } },
    guide: {
      place: 'LINE Developers console › your channel › Messaging API › Webhook URL.',
      handshake: '"Verify" sends no events: it is verified and answered.',
    },
  },
  {
    id: 'notion',
    name: 'Notion',
    proof: 'X-Notion-Signature',
    hint: {
      en: 'Notion sends a verification token when the subscription is made: it is shown here then. Paste it into Notion, and enter it here as the secret.',
      zh: '创建订阅时 Notion 会发送验证令牌，届时显示在此处：请将其粘贴回 Notion，并填为此处的密钥。',
    },
    code: 'notion',
    signature: { signature: header('X-Notion-Signature'), algorithm: 'hmac-sha256', prefix: 'sha256=', anyCase: true },
    deliveryId: body('id'),
    eventType: body('type'),
    secretOptional: true,
    guide: {
      place: 'notion.so/my-integrations › your integration › Webhooks › Create a subscription › Webhook URL.',
      handshake:
        'The `verification_token` is shown to you: paste it into Notion, and enter it as the secret. Once the endpoint has a secret, a new one is refused: [open a window of 15 minutes](../handshakes.md#what-is-answered-without-a-signature) first.',
    },
  },
  {
    id: 'zoom',
    name: 'Zoom',
    proof: 'x-zm-signature',
    hint: {
      en: 'marketplace.zoom.us › your app › Features › Secret Token.',
      zh: 'marketplace.zoom.us › 你的应用 › Features › Secret Token。',
    },
    code: 'zoom',
    signature: {
      signature: header('x-zm-signature'),
      algorithm: 'hmac-sha256',
      prefix: 'v0=',
      signedContent: 'v0:{timestamp}:{body}',
      timestamp: { from: 'header', name: 'x-zm-request-timestamp' },
    },
    eventType: body('event'),
    guide: {
      place: 'marketplace.zoom.us › your app › Features › Event notification endpoint URL.',
      handshake: '`endpoint.url_validation` is verified and answered.',
    },
  },
  {
    id: 'twitch',
    name: 'Twitch EventSub',
    proof: 'Twitch-Eventsub-Message-Signature',
    hint: {
      en: 'What you gave as transport.secret when you subscribed, 10 to 100 characters.',
      zh: '订阅时设置的 transport.secret，10 到 100 个字符。',
    },
    code: 'twitch',
    signature: {
      signature: header('Twitch-Eventsub-Message-Signature'),
      algorithm: 'hmac-sha256',
      prefix: 'sha256=',
      signedContent: '{header.Twitch-Eventsub-Message-Id}{timestamp}{body}',
      headerForm: 'word',
      timestamp: { from: 'header', name: 'Twitch-Eventsub-Message-Timestamp', unit: 'iso' },
    },
    tolerance: 600,
    deliveryId: header('Twitch-Eventsub-Message-Id'),
    eventType: header('Twitch-Eventsub-Subscription-Type'),
    guide: {
      place: 'The API "Create EventSub Subscription": `transport.callback`.',
      handshake: '`webhook_callback_verification` is verified, and its challenge is answered.',
    },
  },
  {
    id: 'x-twitter',
    name: 'X (Twitter)',
    proof: 'x-twitter-webhooks-signature',
    hint: {
      en: 'developer.x.com › your app › Keys and tokens › API Key Secret.',
      zh: 'developer.x.com › 你的应用 › Keys and tokens › API Key Secret。',
    },
    code: 'x-twitter',
    signature: {
      signature: header('x-twitter-webhooks-signature'),
      algorithm: 'hmac-sha256',
      encoding: 'base64',
      prefix: 'sha256=',
    },
    guide: {
      place: 'developer.x.com › your app › Webhooks: `url`.',
      handshake: 'The `crc_token` of a GET is answered, signed.',
    },
  },
  {
    id: 'msgraph',
    name: 'Microsoft Graph',
    proof: 'value[].clientState',
    proofIn: 'body',
    hint: {
      en: 'What you gave as clientState when you subscribed, at most 128 characters.',
      zh: '订阅时设置的 clientState，最多 128 个字符。',
    },
    code: 'msgraph',
    eventType: body('value.0.changeType'),
    secretOptional: true,
    insteadOfSecret: 'clientState',
    options: [{ name: 'clientState', label: { en: 'clientState', zh: 'clientState' }, secret: true }],
    handshake: { echo: { method: 'POST', parameter: 'validationToken', form: 'sentence' } },
    guide: {
      place: 'The API "Create subscription": `notificationUrl`.',
      signed: 'Nothing. The `clientState` of every notification has to be the one that you chose.',
      handshake: 'The `validationToken` of a POST without a body is echoed.',
    },
  },
] as const satisfies readonly Provider[];
