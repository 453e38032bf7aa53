import { body, header, PUBLIC_URL, type Provider } from './types';

const STANDARD = {
  encoding: 'base64',
  separator: ' ',
  signedContent: '{header.webhook-id}.{timestamp}.{body}',
  timestamp: { from: 'header', name: 'webhook-timestamp' },
} as const;
const HMAC = { ...STANDARD, algorithm: 'hmac-sha256', prefix: 'v1,', keyEncoding: 'whsec' } as const;

/** Code hosting, deployment, monitoring, and the common standard. */
export const codeProviders: readonly Provider[] = [
  {
    id: 'github',
    name: 'GitHub',
    proof: 'X-Hub-Signature-256',
    hint: {
      en: 'Repository or organization › Settings › Webhooks › Secret. Any content type.',
      zh: '仓库或组织 › Settings › Webhooks › Secret，内容类型不限。',
    },
    signature: { signature: header('X-Hub-Signature-256'), algorithm: 'hmac-sha256', prefix: 'sha256=' },
    deliveryId: header('X-GitHub-Delivery'),
    eventType: header('X-GitHub-Event'),
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
    hasFixedSecret: true,
    deliveryId: header('webhook-id', 'Idempotency-Key'),
    eventType: header('X-Gitlab-Event'),
  },
  {
    id: 'gitea',
    name: 'Gitea, Gogs',
    proof: 'X-Gitea-Signature',
    hint: { en: 'Repository › Settings › Webhooks › Secret.', zh: '仓库 › 设置 › Web 钩子 › 密钥文本。' },
    deliveryId: header('X-Gitea-Delivery', 'X-Gogs-Delivery'),
    eventType: header('X-Gitea-Event', 'X-Gogs-Event'),
  },
  {
    id: 'forgejo',
    name: 'Forgejo',
    proof: 'X-Forgejo-Signature',
    hint: { en: 'Repository › Settings › Webhooks › Secret.', zh: '仓库 › 设置 › Web 钩子 › 密钥文本。' },
    deliveryId: header('X-Forgejo-Delivery'),
    eventType: header('X-Forgejo-Event'),
  },
  {
    id: 'bitbucket',
    name: 'Bitbucket Cloud, Data Center',
    proof: 'X-Hub-Signature',
    hint: { en: 'Repository settings › Webhooks › Secret.', zh: '仓库设置 › Webhooks › Secret。' },
    signature: { signature: header('X-Hub-Signature'), algorithm: 'hmac-sha256', prefix: 'sha256=' },
    deliveryId: header('X-Request-UUID', 'X-Request-Id'),
    eventType: header('X-Event-Key'),
  },
  {
    id: 'standardwebhooks',
    name: 'Standard Webhooks',
    proof: 'webhook-signature',
    hint: {
      en: 'The endpoint’s signing secret (whsec_…), or the public key (whpk_…) of senders that sign asymmetrically.',
      zh: '端点的签名密钥（whsec_…），或非对称签名发送方的公钥（whpk_…）。',
    },
    signature: [
      { ...HMAC, signature: header('webhook-signature') },
      { ...STANDARD, signature: header('webhook-signature'), algorithm: 'ed25519', prefix: 'v1a,' },
    ],
    deliveryId: header('webhook-id'),
    eventType: body('type'),
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
  },
  {
    id: 'netlify',
    name: 'Netlify',
    proof: 'X-Webhook-Signature',
    hint: {
      en: 'Site configuration › Notifications › HTTP POST request › JWS secret token.',
      zh: '站点配置 › Notifications › HTTP POST request › JWS secret token。',
    },
    eventType: header('X-Netlify-Event'),
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
  },
  {
    id: 'jira',
    name: 'Jira Cloud, Atlassian',
    proof: 'X-Hub-Signature',
    hint: { en: 'Settings › System › WebHooks › Secret.', zh: '设置 › 系统 › WebHooks › Secret。' },
    signature: { signature: header('X-Hub-Signature'), algorithm: 'hmac-sha256', prefix: 'sha256=' },
    deliveryId: header('X-Atlassian-Webhook-Identifier'),
    eventType: body('webhookEvent'),
  },
  {
    id: 'linear',
    name: 'Linear',
    proof: 'Linear-Signature',
    hint: { en: 'Settings › API › Webhooks › Signing secret.', zh: 'Settings › API › Webhooks › Signing secret。' },
    tolerance: 60,
    deliveryId: header('Linear-Delivery'),
    eventType: header('Linear-Event'),
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
  },
  {
    id: 'asana',
    name: 'Asana',
    proof: 'X-Hook-Signature',
    hint: {
      en: 'Asana hands the secret over when the webhook is made: it is shown here then. Enter it and save.',
      zh: '创建 Webhook 时由 Asana 交付密钥，届时会显示在此处，请填入并保存。',
    },
    signature: { signature: header('X-Hook-Signature'), algorithm: 'hmac-sha256' },
    secretOptional: true,
  },
];
