import { body, header, PUBLIC_URL, type Provider } from './types';

/** Payments, shops and the cloud that bills for it. */
export const commerceProviders = [
  {
    id: 'stripe',
    name: 'Stripe',
    proof: 'Stripe-Signature',
    hint: {
      en: 'Workbench › Webhooks › your endpoint › Signing secret (whsec_…).',
      zh: 'Workbench › Webhooks › 你的端点 › 签名密钥（whsec_…）。',
    },
    signature: {
      signature: header('Stripe-Signature'),
      algorithm: 'hmac-sha256',
      field: 'v1',
      signedContent: '{timestamp}.{body}',
      timestamp: { from: 'field', name: 't' },
    },
    deliveryId: body('id'),
    eventType: body('type'),
    guide: {
      place: 'Workbench › Webhooks › Add destination › Endpoint URL.',
      note: 'The signing secret is used as it is, `whsec_` included.',
    },
  },
  {
    id: 'shopify',
    name: 'Shopify',
    proof: 'X-Shopify-Hmac-Sha256',
    hint: {
      en: 'Settings › Notifications › Webhooks, or your app’s client secret.',
      zh: '设置 › 通知 › Webhooks，或应用的 Client secret。',
    },
    signature: {
      signature: header('X-Shopify-Hmac-Sha256', 'shopify-hmac-sha256'),
      algorithm: 'hmac-sha256',
      encoding: 'base64',
    },
    formats: ['json', 'xml'],
    deliveryId: header('X-Shopify-Webhook-Id', 'shopify-webhook-id'),
    eventType: header('X-Shopify-Topic', 'shopify-topic'),
    guide: { place: 'Settings › Notifications › Webhooks › Create webhook › URL, or the app’s configuration.' },
  },
  {
    id: 'square',
    name: 'Square',
    proof: 'x-square-hmacsha256-signature',
    hint: {
      en: 'Developer Console › your app › Webhooks › Subscriptions › Signature Key.',
      zh: 'Developer Console › 你的应用 › Webhooks › Subscriptions › Signature Key。',
    },
    signature: {
      signature: header('x-square-hmacsha256-signature'),
      algorithm: 'hmac-sha256',
      encoding: 'base64',
      signedContent: '{url}{body}',
    },
    deliveryId: body('event_id'),
    eventType: body('type'),
    options: [PUBLIC_URL],
    guide: { place: 'Developer Console › your app › Webhooks › Subscriptions › Notification URL.' },
  },
  {
    id: 'paddle',
    name: 'Paddle Billing',
    proof: 'Paddle-Signature',
    hint: {
      en: 'Developer tools › Notifications › your destination › Secret key (pdl_ntfset_…). Paddle’s own tolerance is 5 s: widen it when clocks differ.',
      zh: 'Developer tools › Notifications › 你的目标 › Secret key（pdl_ntfset_…）。Paddle 的时间容差为 5 秒，时钟不准时可适当放宽。',
    },
    signature: {
      signature: header('Paddle-Signature'),
      algorithm: 'hmac-sha256',
      field: 'h1',
      separator: ';',
      signedContent: '{timestamp}:{body}',
      timestamp: { from: 'field', name: 'ts' },
    },
    tolerance: 5,
    deliveryId: body('notification_id'),
    eventType: body('event_type'),
    guide: { place: 'Developer tools › Notifications › New destination › URL.' },
  },
  {
    id: 'woocommerce',
    name: 'WooCommerce',
    proof: 'X-WC-Webhook-Signature',
    hint: {
      en: 'WooCommerce › Settings › Advanced › Webhooks › Secret.',
      zh: 'WooCommerce › 设置 › 高级 › Webhooks › Secret。',
    },
    code: 'woocommerce',
    eventType: header('X-WC-Webhook-Topic'),
    guide: {
      place: 'WooCommerce › Settings › Advanced › Webhooks › Add webhook › Delivery URL.',
      signed: 'HMAC-SHA256 in base64: the body.',
      handshake: 'The unsigned ping of the first save is answered.',
    },
  },
  {
    id: 'wechatpay',
    name: '微信支付 WeChat Pay',
    proof: 'Wechatpay-Signature',
    hint: {
      en: 'Merchant platform › Account center › API security: the WeChat Pay public key or platform certificate as the secret; the APIv3 key decrypts the resource.',
      zh: '商户平台 › 账户中心 › API 安全：密钥填微信支付公钥或平台证书；APIv3 密钥用于解密 resource。',
    },
    code: 'wechatpay',
    timed: true,
    envelope: true,
    publicKey: 'rsa',
    deliveryId: body('id'),
    eventType: body('event_type'),
    options: [
      {
        name: 'apiV3Key',
        label: { en: 'APIv3 key (32 characters)', zh: 'APIv3 密钥（32 位）' },
        secret: true,
        length: 32,
      },
      {
        name: 'serials',
        label: { en: 'Keys by serial number, as JSON', zh: '按序列号的公钥（JSON）' },
        secret: true,
        isJson: true,
        keysOf: 'rsa',
      },
    ],
    acknowledgement: { json: { code: 'SUCCESS' } },
    guide: {
      place: 'The `notify_url` of each payment request. It must not have a query.',
      signed: 'RSA with SHA-256, in base64: timestamp, nonce and body. With the APIv3 key the `resource` is decrypted.',
    },
  },
  {
    id: 'alipay',
    name: '支付宝 Alipay',
    proof: 'sign',
    proofIn: 'body',
    hint: {
      en: 'Open platform › your app › Development settings › Alipay public key.',
      zh: '开放平台 › 你的应用 › 开发设置 › 支付宝公钥。',
    },
    code: 'alipay',
    publicKey: 'rsa',
    formats: ['form'],
    deliveryId: body('notify_id'),
    eventType: body('notify_type'),
    acknowledgement: { text: 'success' },
    guide: {
      place: 'The `notify_url` of each payment request, or the gateway address in the open platform.',
      signed:
        'RSA2 (SHA-256) or RSA (SHA-1), in base64, in the form field `sign`: all other fields, sorted by name, with or without `sign_type`.',
      note: 'The signature says that Alipay wrote the notification. Compare `app_id`, `seller_id` and `total_amount` with your order too.',
    },
  },
  {
    id: 'aws-sns',
    name: 'AWS SNS',
    proof: 'Signature',
    proofIn: 'body',
    hint: {
      en: 'Nothing to enter: the certificate is fetched from AWS. Give it here as PEM if this server has no way out.',
      zh: '无需填写：证书自动从 AWS 获取。若服务器无法访问外网，可在此填入 PEM 证书。',
    },
    code: 'aws-sns',
    timed: true,
    envelope: true,
    publicKey: 'rsa',
    secretOptional: true,
    // AWS recommends rejecting messages older than an hour; its own retries end earlier.
    tolerance: 3_600,
    deliveryId: body('MessageId'),
    eventType: body('Type'),
    options: [
      {
        name: 'topicArn',
        label: { en: 'Topic ARN (checked when given)', zh: '主题 ARN（填写后校验）' },
        secret: false,
        missing: {
          en: 'Anybody with an AWS account can have SNS sign a message to this URL. Enter the ARN of your topic, so that only its messages are taken.',
          zh: '任何拥有 AWS 账户的人都可以让 SNS 向此 URL 发送带有效签名的消息。请填写你的主题 ARN，以便只接受该主题的消息。',
        },
      },
    ],
    guide: {
      place: 'SNS › Topics › your topic › Create subscription › Protocol HTTPS › Endpoint.',
      signed:
        'RSA with SHA-256 (version 2) or SHA-1 (version 1), in base64, in the field `Signature`: the fields of the message that AWS documents.',
      handshake: 'The `SubscribeURL` of a verified SubscriptionConfirmation is shown to you: open it to subscribe.',
      note: 'The certificate is fetched from `sns.<region>.amazonaws.com` and nowhere else. Raw message delivery is not signed, and so is refused, as is a message of another type than AWS documents, or one whose fields beside `Message` hold line feeds.',
    },
  },
] as const satisfies readonly Provider[];
