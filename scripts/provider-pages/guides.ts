/** What a page says beside the catalogue's data. */
export interface Guide {
  /** where the endpoint's URL is pasted */
  place: string;
  /** what is signed, for schemes that are no row of data */
  signed?: string;
  /** how the URL is checked, if it is */
  handshake?: string;
  /** what a person should know before trusting it */
  note?: string;
}

/** By provider id; a test holds that none is missing. */
export const GUIDES: Readonly<Record<string, Guide>> = {
  airtable: {
    place: 'The API "Create a webhook": `notificationUrl`.',
    note: 'A notification is a ping without content: fetch the payloads from Airtable afterwards. A webhook ends after seven days unless it is refreshed.',
  },
  alipay: {
    place: 'The `notify_url` of each payment request, or the gateway address in the open platform.',
    signed:
      'RSA2 (SHA-256) or RSA (SHA-1), in base64, in the form field `sign`: all other fields, sorted by name, with or without `sign_type`.',
    note: 'The signature says that Alipay wrote the notification. Compare `app_id`, `seller_id` and `total_amount` with your order too.',
  },
  asana: {
    place: 'The API "Establish a webhook": `target`.',
    handshake:
      'Asana sends `X-Hook-Secret` while the webhook is being made. It is echoed, and shown to you to enter as the secret. Once the endpoint has a secret, this is refused: for a further webhook, [open a window of 15 minutes](../handshakes.md#what-is-answered-without-a-signature) first.',
  },
  'aws-sns': {
    place: 'SNS › Topics › your topic › Create subscription › Protocol HTTPS › Endpoint.',
    signed:
      'RSA with SHA-256 (version 2) or SHA-1 (version 1), in base64, in the field `Signature`: the fields of the message that AWS documents.',
    handshake: 'The `SubscribeURL` of a verified SubscriptionConfirmation is shown to you: open it to subscribe.',
    note: 'The certificate is fetched from `sns.<region>.amazonaws.com` and nowhere else. Raw message delivery is not signed, and so is refused, as is a message of another type than AWS documents, or one whose fields beside `Message` hold line feeds.',
  },
  bitbucket: {
    place: 'Repository settings › Webhooks › Add webhook › URL.',
    handshake: 'The test of Data Center (`diagnostics:ping`) is answered.',
  },
  calcom: { place: 'Settings › Developer › Webhooks › New › Subscriber URL.' },
  calendly: { place: 'The API "Create webhook subscription": `url`.' },
  contentful: {
    place: 'Settings › Webhooks › Add webhook › URL.',
    signed:
      'HMAC-SHA256 in hex: method, path with query, the headers that `x-contentful-signed-headers` names, and the body.',
  },
  dingtalk: {
    place: 'Developer console › your app › Event subscription › Request URL.',
    signed:
      'SHA-1 in hex over the sorted token, timestamp, nonce and encrypted message; the message is then decrypted.',
    handshake: '`check_url` is answered with an encrypted "success". Enter token and aes_key first.',
  },
  'dingtalk-robot': {
    place: 'Developer console › your robot › Message receiving address.',
    note: 'The body is not signed: whoever sees one request can send other messages for an hour. Set an allowlist.',
  },
  discord: {
    place:
      'discord.com/developers › your application › General Information › Interactions Endpoint URL, or Webhooks › Endpoint URL.',
    handshake: 'PING is verified and answered.',
  },
  dropbox: {
    place: 'dropbox.com/developers/apps › your app › Webhook URIs.',
    handshake: 'The `challenge` of a GET is echoed.',
    note: 'A notification only names accounts: fetch the changes from Dropbox afterwards.',
  },
  feishu: {
    place: 'Developer console › your app › Events & Callbacks › Request URL.',
    signed:
      'SHA-256 in hex over timestamp, nonce, Encrypt Key and body; the body is then decrypted. Without an Encrypt Key the Verification Token in the body is the only proof.',
    handshake: '`url_verification` is answered, encrypted or not.',
  },
  'feishu-card': {
    place: 'Developer console › your app › Bot › Message card request URL.',
    signed: 'SHA-1 in hex over timestamp, nonce, Verification Token and body.',
    handshake: '`url_verification` is answered.',
  },
  forgejo: {
    place: 'Repository › Settings › Webhooks › Add webhook › Target URL.',
    signed: 'HMAC-SHA256 in hex: the JSON text, which a form or a GET has in `payload`.',
  },
  gitea: {
    place: 'Repository › Settings › Webhooks › Add webhook › Target URL.',
    signed: 'HMAC-SHA256 in hex: the JSON text, which a form or a GET has in `payload`.',
  },
  github: {
    place: 'Repository or organization › Settings › Webhooks › Add webhook › Payload URL.',
    note: 'The "ping" that follows starts the workflow like any event.',
  },
  gitlab: {
    place: 'Project or group › Settings › Webhooks › Add new webhook › URL.',
    note: 'For the older secret token choose the credential "header" with the name `X-Gitlab-Token`. It proves nothing about the body.',
  },
  hubspot: {
    place: 'Developer account › your app › Webhooks › Target URL.',
    signed:
      'Version 3: HMAC-SHA256 in base64 of method, URL, body and timestamp. Versions 1 and 2: SHA-256 in hex of the secret with body, or with method, URL and body. Version 3 decides alone where it is sent.',
  },
  intercom: {
    place: 'Developer Hub › your app › Webhooks › Endpoint URL.',
    handshake: 'HEAD is answered; a signed `ping` is verified and answered.',
  },
  jira: {
    place: 'Settings › System › WebHooks › Create a WebHook › URL.',
    note: 'Connect apps send a JWT instead, which this scheme does not read.',
  },
  line: {
    place: 'LINE Developers console › your channel › Messaging API › Webhook URL.',
    handshake: '"Verify" sends no events: it is verified and answered.',
  },
  linear: {
    place: 'Settings › API › Webhooks › New webhook › URL.',
    signed: 'HMAC-SHA256 in hex: the body, which holds `webhookTimestamp` in milliseconds.',
  },
  mailgun: {
    place: 'Sending › Webhooks › Add webhook › URL.',
    signed: 'HMAC-SHA256 in hex over `timestamp` and `token`, which stand in the body beside it.',
    note: 'The event itself is not signed: whoever sees one request could send another event within the tolerance. The token is signed and good for one body: with another one it is refused, as long as the process that has seen it runs.',
  },
  meta: {
    place: 'developers.facebook.com › your app › Webhooks › Callback URL.',
    handshake: 'The `hub.challenge` of a GET is echoed when `hub.verify_token` is the verify token that you set.',
  },
  msgraph: {
    place: 'The API "Create subscription": `notificationUrl`.',
    signed: 'Nothing. The `clientState` of every notification has to be the one that you chose.',
    handshake: 'The `validationToken` of a POST without a body is echoed.',
  },
  mux: { place: 'dashboard.mux.com › Settings › Webhooks › Create new webhook › URL to notify.' },
  netlify: {
    place: 'Site configuration › Notifications › Add notification › HTTP POST request › URL to notify.',
    signed: 'A JWS with HS256, and nothing else, whose claims are `iss: netlify` and the SHA-256 of the body.',
  },
  notion: {
    place: 'notion.so/my-integrations › your integration › Webhooks › Create a subscription › Webhook URL.',
    handshake:
      'The `verification_token` is shown to you: paste it into Notion, and enter it as the secret. Once the endpoint has a secret, a new one is refused: [open a window of 15 minutes](../handshakes.md#what-is-answered-without-a-signature) first.',
  },
  paddle: { place: 'Developer tools › Notifications › New destination › URL.' },
  pagerduty: {
    place: 'Integrations › Generic Webhooks (v3) › New webhook › Webhook URL.',
    handshake: '`pagey.ping` of the test is verified and answered.',
  },
  sanity: { place: 'sanity.io/manage › your project › API › Webhooks › Create webhook › URL.' },
  sendgrid: {
    place: 'Settings › Mail Settings › Event Webhooks › Post URL.',
    note: 'The Inbound Parse webhook is another product, and is not signed.',
  },
  sentry: { place: 'Settings › Developer Settings › your integration › Webhook URL.' },
  shopify: { place: 'Settings › Notifications › Webhooks › Create webhook › URL, or the app’s configuration.' },
  slack: {
    place: 'api.slack.com/apps › your app › Event Subscriptions, Interactivity or Slash Commands › Request URL.',
    handshake: '`url_verification` is verified and answered. Enter the signing secret first.',
  },
  square: { place: 'Developer Console › your app › Webhooks › Subscriptions › Notification URL.' },
  standardwebhooks: {
    place: 'Where the sender asks for the endpoint’s URL.',
    note: 'A public key is taken as `whpk_…` or as PEM. Base64 without a prefix is a shared secret.',
  },
  stripe: {
    place: 'Workbench › Webhooks › Add destination › Endpoint URL.',
    note: 'The signing secret is used as it is, `whsec_` included.',
  },
  svix: { place: 'The sender’s webhook portal › Endpoints › Add Endpoint › Endpoint URL.' },
  tally: { place: 'Your form › Integrations › Webhooks › Endpoint URL.' },
  telegram: {
    place: 'The method `setWebhook`: `url`.',
    signed: 'Nothing. The header has to be the secret token.',
    note: 'A token proves nothing about the body.',
  },
  trello: { place: 'The API "Create a webhook": `callbackURL`.', handshake: 'HEAD is answered.' },
  twilio: {
    place: 'console.twilio.com › Phone Numbers › your number › A message comes in, A call comes in.',
    signed:
      'HMAC-SHA1 in base64: the URL with the sorted fields of the form, or with the digest of another body in `bodySHA256`.',
  },
  twitch: {
    place: 'The API "Create EventSub Subscription": `transport.callback`.',
    handshake: '`webhook_callback_verification` is verified, and its challenge is answered.',
  },
  typeform: { place: 'Your form › Connect › Webhooks › Add a webhook › Endpoint.' },
  vercel: { place: 'Team Settings › Webhooks › Create Webhook › Endpoint URL.' },
  wechatpay: {
    place: 'The `notify_url` of each payment request. It must not have a query.',
    signed: 'RSA with SHA-256, in base64: timestamp, nonce and body. With the APIv3 key the `resource` is decrypted.',
  },
  wecom: {
    place: 'Admin console › your app › Receive messages › API › URL.',
    signed:
      'SHA-1 in hex over the sorted token, timestamp, nonce and encrypted message; the message is then decrypted.',
    handshake:
      'The `echostr` of a GET is verified, decrypted and answered, unless it holds anything but an echo, such as a message. Enter Token and EncodingAESKey first.',
  },
  woocommerce: {
    place: 'WooCommerce › Settings › Advanced › Webhooks › Add webhook › Delivery URL.',
    signed: 'HMAC-SHA256 in base64: the body.',
    handshake: 'The unsigned ping of the first save is answered.',
  },
  'x-twitter': {
    place: 'developer.x.com › your app › Webhooks: `url`.',
    handshake: 'The `crc_token` of a GET is answered, signed.',
  },
  zendesk: { place: 'Admin Center › Apps and integrations › Webhooks › Create webhook › Endpoint URL.' },
  zoom: {
    place: 'marketplace.zoom.us › your app › Features › Event notification endpoint URL.',
    handshake: '`endpoint.url_validation` is verified and answered.',
  },
};
