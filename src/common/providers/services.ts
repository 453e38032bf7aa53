import { body, header, PUBLIC_URL, type Provider } from './types';

/** Forms, mail, calendars, content and customer service. */
export const serviceProviders = [
  {
    id: 'twilio',
    name: 'Twilio',
    proof: 'X-Twilio-Signature',
    hint: {
      en: 'console.twilio.com › Account Info › Auth Token.',
      zh: 'console.twilio.com › Account Info › Auth Token。',
    },
    code: 'twilio',
    signsUrl: true,
    deliveryId: header('I-Twilio-Idempotency-Token'),
    options: [PUBLIC_URL],
    // A plain text would be sent as a message, or read out.
    acknowledgement: { xml: '<?xml version="1.0" encoding="UTF-8"?><Response/>' },
    guide: {
      place: 'console.twilio.com › Phone Numbers › your number › A message comes in, A call comes in.',
      signed:
        'HMAC-SHA1 in base64: the URL with the sorted fields of the form, or with the digest of another body in `bodySHA256`.',
    },
  },
  {
    id: 'typeform',
    name: 'Typeform',
    proof: 'Typeform-Signature',
    hint: {
      en: 'Your form › Connect › Webhooks › Edit › Secret.',
      zh: '你的表单 › Connect › Webhooks › Edit › Secret。',
    },
    signature: {
      signature: header('Typeform-Signature'),
      algorithm: 'hmac-sha256',
      encoding: 'base64',
      prefix: 'sha256=',
    },
    deliveryId: body('event_id'),
    eventType: body('event_type'),
    guide: { place: 'Your form › Connect › Webhooks › Add a webhook › Endpoint.' },
  },
  {
    id: 'tally',
    name: 'Tally',
    proof: 'Tally-Signature',
    hint: {
      en: 'Your form › Integrations › Webhooks › Signing secret.',
      zh: '你的表单 › Integrations › Webhooks › Signing secret。',
    },
    signature: { signature: header('Tally-Signature'), algorithm: 'hmac-sha256', encoding: 'base64' },
    deliveryId: body('eventId'),
    eventType: body('eventType'),
    guide: { place: 'Your form › Integrations › Webhooks › Endpoint URL.' },
  },
  {
    id: 'calendly',
    name: 'Calendly',
    proof: 'Calendly-Webhook-Signature',
    hint: {
      en: 'The signing_key that you gave, or got, when you made the subscription.',
      zh: '创建订阅时设置或返回的 signing_key。',
    },
    signature: {
      signature: header('Calendly-Webhook-Signature'),
      algorithm: 'hmac-sha256',
      field: 'v1',
      signedContent: '{timestamp}.{body}',
      timestamp: { from: 'field', name: 't' },
    },
    tolerance: 180,
    eventType: body('event'),
    guide: { place: 'The API "Create webhook subscription": `url`.' },
  },
  {
    id: 'calcom',
    name: 'Cal.com',
    proof: 'X-Cal-Signature-256',
    hint: { en: 'Settings › Developer › Webhooks › Secret.', zh: 'Settings › Developer › Webhooks › Secret。' },
    signature: { signature: header('X-Cal-Signature-256'), algorithm: 'hmac-sha256' },
    eventType: body('triggerEvent'),
    guide: { place: 'Settings › Developer › Webhooks › New › Subscriber URL.' },
  },
  {
    id: 'hubspot',
    name: 'HubSpot',
    proof: 'X-HubSpot-Signature-v3',
    hint: {
      en: 'Developer account › your app › Auth › Client secret.',
      zh: '开发者账户 › 你的应用 › Auth › Client secret。',
    },
    code: 'hubspot',
    timed: true,
    signsUrl: true,
    options: [
      PUBLIC_URL,
      {
        name: 'onlyV3',
        label: {
          en: 'Only version 3: refuse the older signatures, which hold no time and so can be sent again',
          zh: '仅接受 v3 签名：拒绝不含时间、可被重放的旧版签名',
        },
        secret: false,
        isSwitch: true,
        isOnAtFirst: true,
        missing: {
          en: 'Whoever has seen one call, with a signature of version 1 or 2, can send it again for ever. Take version 3 only, unless your app still uses workflow actions or cards that are signed in the older way.',
          zh: '任何截获过带有 v1 或 v2 签名的请求的人都可以无限期地重放该请求。建议仅接受 v3 签名，除非你的应用仍在使用旧版签名的工作流操作或卡片。',
        },
      },
    ],
    guide: {
      place: 'Developer account › your app › Webhooks › Target URL.',
      signed:
        'Version 3: HMAC-SHA256 in base64 of method, URL, body and timestamp. Versions 1 and 2: SHA-256 in hex of the secret with body, or with method, URL and body. Version 3 decides alone where it is sent.',
    },
  },
  {
    id: 'intercom',
    name: 'Intercom',
    proof: 'X-Hub-Signature',
    hint: {
      en: 'Developer Hub › your app › Basic information › Client secret.',
      zh: 'Developer Hub › 你的应用 › Basic information › Client secret。',
    },
    signature: { signature: header('X-Hub-Signature'), algorithm: 'hmac-sha1', prefix: 'sha1=' },
    deliveryId: body('id'),
    eventType: body('topic'),
    handshake: { head: true, testEvent: { type: 'notification_event', topic: 'ping' } },
    guide: {
      place: 'Developer Hub › your app › Webhooks › Endpoint URL.',
      handshake: 'HEAD is answered; a signed `ping` is verified and answered.',
    },
  },
  {
    id: 'zendesk',
    name: 'Zendesk',
    proof: 'X-Zendesk-Webhook-Signature',
    hint: {
      en: 'Admin Center › Apps and integrations › Webhooks › your webhook › Signing secret.',
      zh: '管理中心 › 应用和集成 › Webhooks › 你的 Webhook › Signing secret。',
    },
    signature: {
      signature: header('X-Zendesk-Webhook-Signature'),
      algorithm: 'hmac-sha256',
      encoding: 'base64',
      signedContent: '{timestamp}{body}',
      timestamp: { from: 'header', name: 'X-Zendesk-Webhook-Signature-Timestamp', unit: 'iso' },
    },
    deliveryId: header('X-Zendesk-Webhook-Invocation-Id'),
    eventType: body('type'),
    guide: { place: 'Admin Center › Apps and integrations › Webhooks › Create webhook › Endpoint URL.' },
  },
  {
    id: 'mailgun',
    name: 'Mailgun',
    proof: 'signature.signature',
    proofIn: 'body',
    hint: {
      en: 'Sending › Webhooks › HTTP webhook signing key. Mailgun does not sign the event itself.',
      zh: 'Sending › Webhooks › HTTP webhook signing key。Mailgun 不对事件内容本身签名。',
    },
    code: 'mailgun',
    timed: true,
    deliveryId: body('event-data.id', 'token'),
    eventType: body('event-data.event'),
    guide: {
      place: 'Sending › Webhooks › Add webhook › URL.',
      signed: 'HMAC-SHA256 in hex over `timestamp` and `token`, which stand in the body beside it.',
      note: 'The event itself is not signed: whoever sees one request could send another event within the tolerance. The token is signed and good for one body: with another one it is refused, as long as the process that has seen it runs.',
    },
  },
  {
    id: 'sendgrid',
    name: 'SendGrid (event webhook)',
    proof: 'X-Twilio-Email-Event-Webhook-Signature',
    hint: {
      en: 'Settings › Mail Settings › Event Webhooks › Signature Verification › Public Key.',
      zh: 'Settings › Mail Settings › Event Webhooks › Signature Verification › Public Key。',
    },
    signature: {
      signature: header('X-Twilio-Email-Event-Webhook-Signature'),
      algorithm: 'ecdsa-p256',
      encoding: 'base64',
      signedContent: '{timestamp}{body}',
      timestamp: { from: 'header', name: 'X-Twilio-Email-Event-Webhook-Timestamp' },
    },
    publicKey: 'ec',
    guide: {
      place: 'Settings › Mail Settings › Event Webhooks › Post URL.',
      note: 'The Inbound Parse webhook is another product, and is not signed.',
    },
  },
  {
    id: 'dropbox',
    name: 'Dropbox',
    proof: 'X-Dropbox-Signature',
    hint: {
      en: 'dropbox.com/developers/apps › your app › App secret.',
      zh: 'dropbox.com/developers/apps › 你的应用 › App secret。',
    },
    signature: { signature: header('X-Dropbox-Signature'), algorithm: 'hmac-sha256' },
    handshake: { echo: { method: 'GET', parameter: 'challenge', form: 'token' } },
    guide: {
      place: 'dropbox.com/developers/apps › your app › Webhook URIs.',
      handshake: 'The `challenge` of a GET is echoed.',
      note: 'A notification only names accounts: fetch the changes from Dropbox afterwards.',
    },
  },
  {
    id: 'airtable',
    name: 'Airtable',
    proof: 'X-Airtable-Content-MAC',
    hint: {
      en: 'macSecretBase64, which the API returns once when the webhook is made.',
      zh: '创建 Webhook 时 API 返回一次的 macSecretBase64。',
    },
    signature: {
      signature: header('X-Airtable-Content-MAC'),
      algorithm: 'hmac-sha256',
      prefix: 'hmac-sha256=',
      keyEncoding: 'base64',
    },
    acknowledgement: { empty: 200 },
    guide: {
      place: 'The API "Create a webhook": `notificationUrl`.',
      note: 'A notification is a ping without content: fetch the payloads from Airtable afterwards. A webhook ends after seven days unless it is refreshed.',
    },
  },
  {
    id: 'mux',
    name: 'Mux',
    proof: 'Mux-Signature',
    hint: {
      en: 'dashboard.mux.com › Settings › Webhooks › Show signing secret.',
      zh: 'dashboard.mux.com › Settings › Webhooks › Show signing secret。',
    },
    signature: {
      signature: header('Mux-Signature'),
      algorithm: 'hmac-sha256',
      field: 'v1',
      signedContent: '{timestamp}.{body}',
      timestamp: { from: 'field', name: 't' },
    },
    deliveryId: body('id'),
    eventType: body('type'),
    guide: { place: 'dashboard.mux.com › Settings › Webhooks › Create new webhook › URL to notify.' },
  },
  {
    id: 'sanity',
    name: 'Sanity',
    proof: 'sanity-webhook-signature',
    hint: {
      en: 'sanity.io/manage › your project › API › Webhooks › Secret.',
      zh: 'sanity.io/manage › 你的项目 › API › Webhooks › Secret。',
    },
    signature: {
      signature: header('sanity-webhook-signature'),
      algorithm: 'hmac-sha256',
      encoding: 'base64url',
      field: 'v1',
      signedContent: '{timestamp}.{body}',
      timestamp: { from: 'field', name: 't', unit: 'ms' },
    },
    deliveryId: header('idempotency-key'),
    guide: { place: 'sanity.io/manage › your project › API › Webhooks › Create webhook › URL.' },
  },
  {
    id: 'contentful',
    name: 'Contentful',
    proof: 'x-contentful-signature',
    hint: {
      en: 'Settings › Webhooks › Settings › Request verification.',
      zh: 'Settings › Webhooks › Settings › Request verification。',
    },
    code: 'contentful',
    timed: true,
    signsUrl: true,
    tolerance: 30,
    deliveryId: header('x-contentful-idempotency-key'),
    eventType: header('x-contentful-topic'),
    options: [PUBLIC_URL],
    guide: {
      place: 'Settings › Webhooks › Add webhook › URL.',
      signed:
        'HMAC-SHA256 in hex: method, path with query, the headers that `x-contentful-signed-headers` names, and the body.',
    },
  },
] as const satisfies readonly Provider[];
