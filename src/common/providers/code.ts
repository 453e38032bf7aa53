import { body, header, PUBLIC_URL, type Provider } from './types';

const STANDARD = {
  encoding: 'base64',
  separator: ' ',
  signedContent: '{header.webhook-id}.{timestamp}.{body}',
  headerForm: 'dotless',
  timestamp: { from: 'header', name: 'webhook-timestamp' },
} as const;
const HMAC = { ...STANDARD, algorithm: 'hmac-sha256', prefix: 'v1,', keyEncoding: 'whsec' } as const;

/** Code hosting, deployment, monitoring, and the common standard. */
export const codeProviders = [
  {
    id: 'github',
    name: 'GitHub',
    proof: 'X-Hub-Signature-256',
    hint: {
      en: 'Repository or organization › Settings › Webhooks › Secret. Any content type.',
      zh: '仓库或组织 › Settings › Webhooks › Secret，内容类型不限。',
    },
    formats: ['json', 'form'],
    payloadField: 'payload',
    signature: { signature: header('X-Hub-Signature-256'), algorithm: 'hmac-sha256', prefix: 'sha256=' },
    deliveryId: header('X-GitHub-Delivery'),
    eventType: header('X-GitHub-Event'),
    guide: {
      place: 'Repository or organization › Settings › Webhooks › Add webhook › Payload URL.',
      note: 'The "ping" that follows starts the workflow like any event.',
    },
  },
  {
    id: 'gitlab',
    name: 'GitLab (signing token)',
    proof: 'webhook-signature',
    hint: {
      en: 'Settings › Webhooks › Signing token, which begins with whsec_. For the older secret token take a header token named X-Gitlab-Token.',
      zh: 'Settings › Webhooks › Signing token，以 whsec_ 开头。旧的 Secret token 请选择请求头令牌 X-Gitlab-Token。',
    },
    signature: { ...HMAC, signature: header('webhook-signature') },
    deliveryId: header('webhook-id', 'Idempotency-Key'),
    eventType: header('X-Gitlab-Event'),
    guide: {
      place: 'Project or group › Settings › Webhooks › Add new webhook › URL.',
      note: 'For the older secret token choose the credential "header" with the name `X-Gitlab-Token`. It proves nothing about the body.',
    },
  },
  {
    id: 'gitea',
    name: 'Gitea, Gogs',
    proof: 'X-Gitea-Signature',
    hint: { en: 'Repository › Settings › Webhooks › Secret.', zh: '仓库 › 设置 › Web 钩子 › 密钥文本。' },
    code: 'gitea',
    envelope: true,
    formats: ['json', 'form'],
    deliveryId: header('X-Gitea-Delivery', 'X-Gogs-Delivery'),
    eventType: header('X-Gitea-Event', 'X-Gogs-Event'),
    guide: {
      place: 'Repository › Settings › Webhooks › Add webhook › Target URL.',
      signed: 'HMAC-SHA256 in hex: the JSON text, which a form or a GET has in `payload`.',
    },
  },
  {
    id: 'forgejo',
    name: 'Forgejo',
    proof: 'X-Forgejo-Signature',
    hint: { en: 'Repository › Settings › Webhooks › Secret.', zh: '仓库 › 设置 › Web 钩子 › 密钥文本。' },
    code: 'forgejo',
    envelope: true,
    formats: ['json', 'form'],
    deliveryId: header('X-Forgejo-Delivery'),
    eventType: header('X-Forgejo-Event'),
    guide: {
      place: 'Repository › Settings › Webhooks › Add webhook › Target URL.',
      signed: 'HMAC-SHA256 in hex: the JSON text, which a form or a GET has in `payload`.',
    },
  },
  {
    id: 'bitbucket',
    name: 'Bitbucket Cloud, Data Center',
    proof: 'X-Hub-Signature',
    hint: { en: 'Repository settings › Webhooks › Secret.', zh: '仓库设置 › Webhooks › Secret。' },
    code: 'bitbucket',
    signature: { signature: header('X-Hub-Signature'), algorithm: 'hmac-sha256', prefix: 'sha256=' },
    // The example of its documentation signs a plain text.
    formats: ['json', 'text'],
    deliveryId: header('X-Request-UUID', 'X-Request-Id'),
    eventType: header('X-Event-Key'),
    guide: {
      place: 'Repository settings › Webhooks › Add webhook › URL.',
      handshake: 'The test of Data Center (`diagnostics:ping`) is answered.',
    },
  },
  {
    id: 'standardwebhooks',
    name: 'Standard Webhooks',
    proof: 'webhook-signature',
    hint: {
      en: 'The endpoint’s signing secret as the sender shows it (whsec_…, v1,whsec_… of Supabase, polar_whs_… of Polar), or the public key (whpk_…) of senders that sign asymmetrically.',
      zh: '发送方显示的端点签名密钥（whsec_…、Supabase 的 v1,whsec_…、Polar 的 polar_whs_…），或非对称签名发送方的公钥（whpk_…）。',
    },
    signature: [
      { ...HMAC, signature: header('webhook-signature') },
      { ...STANDARD, signature: header('webhook-signature'), algorithm: 'ed25519', prefix: 'v1a,' },
    ],
    deliveryId: header('webhook-id'),
    eventType: body('type'),
    guide: {
      place: 'Where the sender asks for the endpoint’s URL.',
      note: 'A public key is taken as `whpk_…` or as PEM. Base64 without a prefix is a shared secret.',
    },
  },
  {
    id: 'svix',
    name: 'Svix (Clerk, Resend, …)',
    proof: 'svix-signature',
    hint: { en: 'The endpoint’s page › Signing Secret (whsec_…).', zh: '端点页面 › Signing Secret（whsec_…）。' },
    // Each header is resolved separately; if both were sent, the older name counts.
    signature: {
      ...HMAC,
      signature: header('svix-signature', 'webhook-signature'),
      signedContent: '{header.svix-id,webhook-id}.{timestamp}.{body}',
      timestamp: { from: 'header', name: 'svix-timestamp', alternatives: ['webhook-timestamp'] },
    },
    deliveryId: header('svix-id', 'webhook-id'),
    eventType: body('type'),
    guide: { place: 'The sender’s webhook portal › Endpoints › Add Endpoint › Endpoint URL.' },
  },
  {
    id: 'vercel',
    name: 'Vercel',
    proof: 'x-vercel-signature',
    hint: {
      en: 'Shown once when the webhook is made: Team Settings › Webhooks.',
      zh: '创建 Webhook 时仅显示一次：Team Settings › Webhooks。',
    },
    signature: { signature: header('x-vercel-signature'), algorithm: 'hmac-sha1' },
    deliveryId: body('id'),
    eventType: body('type'),
    guide: { place: 'Team Settings › Webhooks › Create Webhook › Endpoint URL.' },
  },
  {
    id: 'netlify',
    name: 'Netlify',
    proof: 'X-Webhook-Signature',
    hint: {
      en: 'Site configuration › Notifications › HTTP POST request › JWS secret token.',
      zh: '站点配置 › Notifications › HTTP POST request › JWS secret token。',
    },
    code: 'netlify',
    eventType: header('X-Netlify-Event'),
    guide: {
      place: 'Site configuration › Notifications › Add notification › HTTP POST request › URL to notify.',
      signed: 'A JWS with HS256, and nothing else, whose claims are `iss: netlify` and the SHA-256 of the body.',
    },
  },
  {
    id: 'sentry',
    name: 'Sentry',
    proof: 'Sentry-Hook-Signature',
    hint: {
      en: 'Settings › Developer Settings › your integration › Client Secret.',
      zh: 'Settings › Developer Settings › 你的集成 › Client Secret。',
    },
    signature: { signature: header('Sentry-Hook-Signature'), algorithm: 'hmac-sha256' },
    deliveryId: header('Request-ID'),
    eventType: header('Sentry-Hook-Resource'),
    guide: { place: 'Settings › Developer Settings › your integration › Webhook URL.' },
  },
  {
    id: 'pagerduty',
    name: 'PagerDuty v3',
    proof: 'X-PagerDuty-Signature',
    hint: {
      en: 'Shown once when the subscription is made: Integrations › Generic Webhooks (v3).',
      zh: '创建订阅时仅显示一次：Integrations › Generic Webhooks (v3)。',
    },
    signature: { signature: header('X-PagerDuty-Signature'), algorithm: 'hmac-sha256', prefix: 'v1=', separator: ',' },
    deliveryId: header('X-Webhook-Id'),
    eventType: body('event.event_type'),
    handshake: { testEvent: { 'event.event_type': 'pagey.ping' } },
    guide: {
      place: 'Integrations › Generic Webhooks (v3) › New webhook › Webhook URL.',
      handshake: '`pagey.ping` of the test is verified and answered.',
    },
  },
  {
    id: 'jira',
    name: 'Jira Cloud, Atlassian',
    proof: 'X-Hub-Signature',
    hint: { en: 'Settings › System › WebHooks › Secret.', zh: '设置 › 系统 › WebHooks › Secret。' },
    signature: { signature: header('X-Hub-Signature'), algorithm: 'hmac-sha256', prefix: 'sha256=' },
    deliveryId: header('X-Atlassian-Webhook-Identifier'),
    eventType: body('webhookEvent'),
    guide: {
      place: 'Settings › System › WebHooks › Create a WebHook › URL.',
      note: 'Connect apps send a JWT instead, which this scheme does not read.',
    },
  },
  {
    id: 'linear',
    name: 'Linear',
    proof: 'Linear-Signature',
    hint: { en: 'Settings › API › Webhooks › Signing secret.', zh: 'Settings › API › Webhooks › Signing secret。' },
    code: 'linear',
    timed: true,
    tolerance: 60,
    deliveryId: header('Linear-Delivery'),
    eventType: header('Linear-Event'),
    guide: {
      place: 'Settings › API › Webhooks › New webhook › URL.',
      signed: 'HMAC-SHA256 in hex: the body, which holds `webhookTimestamp` in milliseconds.',
    },
  },
  {
    id: 'trello',
    name: 'Trello',
    proof: 'X-Trello-Webhook',
    hint: {
      en: 'trello.com/power-ups/admin › your app › API key › Secret.',
      zh: 'trello.com/power-ups/admin › 你的应用 › API key › Secret。',
    },
    signature: {
      signature: header('X-Trello-Webhook'),
      algorithm: 'hmac-sha1',
      encoding: 'base64',
      signedContent: '{body}{url}',
    },
    deliveryId: body('action.id'),
    eventType: body('action.type'),
    options: [PUBLIC_URL],
    handshake: { head: true },
    guide: { place: 'The API "Create a webhook": `callbackURL`.', handshake: 'HEAD is answered.' },
  },
  {
    id: 'asana',
    name: 'Asana',
    proof: 'X-Hook-Signature',
    hint: {
      en: 'Asana hands the secret over when the webhook is made: it is shown here then. Enter it and save.',
      zh: '创建 Webhook 时由 Asana 交付密钥，届时会显示在此处，请填入并保存。',
    },
    code: 'asana',
    signature: { signature: header('X-Hook-Signature'), algorithm: 'hmac-sha256' },
    secretOptional: true,
    guide: {
      place: 'The API "Establish a webhook": `target`.',
      handshake:
        'Asana sends `X-Hook-Secret` while the webhook is being made. It is echoed, and shown to you to enter as the secret. Once the endpoint has a secret, this is refused: for a further webhook, [open a window of 15 minutes](../handshakes.md#what-is-answered-without-a-signature) first.',
    },
  },
] as const satisfies readonly Provider[];
