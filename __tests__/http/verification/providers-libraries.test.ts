import { createHmac, sign as rsaSign } from 'node:crypto';
import supertest from 'supertest';
import { signRequest as signContentful } from '@contentful/node-apps-toolkit';
import { Signature as HubSpot } from '@hubspot/api-client';
import Mux from '@mux/mux-node';
import { Paddle } from '@paddle/paddle-node-sdk';
import { encodeSignatureHeader as signSanity } from '@sanity/webhook';
import { EventWebhook } from '@sendgrid/eventwebhook';
import { AlipaySdk } from 'alipay-sdk';
import { WebhooksHelper as Square } from 'square';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import { Ecdsa, PrivateKey } from 'starkbank-ecdsa';
import Stripe from 'stripe';
import { Webhook as Svix } from 'svix';
import twilio from 'twilio';
import { Formatter, Rsa } from 'wechatpay-axios-plugin';
import { CERTIFICATES, EC, RSA } from '../../../scripts/vectors/keys';
import { moduleSignature } from '../../helpers/module-signature';
import { startApp, type TestApp } from '../../helpers/start-app';

const SECRET = 'a'.repeat(64);
const WHSEC = `whsec_${Buffer.alloc(24, 5).toString('base64')}`;
const MESSAGE = 'msg_2KWPBgLlAfxdpx2AI54pPJ85f4W';
const JSON_BODY = JSON.stringify({ id: 'evt_1', text: 'Ærø 微信 🎉', amount: 1.5 });

type Headers = Record<string, string>;
interface Sender {
  /** what the endpoint is configured with */
  secret: string;
  body?: string;
  contentType?: string;
  /** the headers of a request that the provider's own library signs, or has checked */
  sign(body: string, url: string): Headers | Promise<Headers>;
}

const now = () => Date.now();
const seconds = () => Math.floor(now() / 1000);
const hmac = (content: string, encoding: 'hex' | 'base64') =>
  createHmac('sha256', SECRET).update(content).digest(encoding);
const checked = (isValid: boolean, headers: Headers) => {
  if (!isValid) throw new Error('the library refuses its own request');
  return headers;
};

const form = { notify_id: 'n_1', total_amount: '1.50', subject: 'Ærø 微信 & 100%' };
const alipayContent = Object.entries(form)
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([name, value]) => `${name}=${value}`)
  .join('&');
const alipayForm = {
  ...form,
  sign_type: 'RSA2',
  sign: rsaSign('sha256', Buffer.from(alipayContent), RSA[0].privateKey).toString('base64'),
};
const FORM_TYPE = 'application/x-www-form-urlencoded';

const notification = {
  Type: 'Notification',
  MessageId: 'm_1',
  TopicArn: 'arn:aws:sns:us-east-1:1:topic',
  Message: '{"amount":1.5}',
  Timestamp: new Date().toISOString(),
};
const snsContent = ['Message', 'MessageId', 'Timestamp', 'TopicArn', 'Type'] as const;
const snsText = snsContent.map((name) => `${name}\n${notification[name]}\n`).join('');
const snsMessage = {
  ...notification,
  SignatureVersion: '2',
  Signature: rsaSign('sha256', Buffer.from(snsText), RSA[0].privateKey).toString('base64'),
  SigningCertURL: 'https://sns.us-east-1.amazonaws.com/SimpleNotificationService-1.pem',
};

const SENDERS: Record<string, Sender> = {
  // Its JSON is called text, and is data all the same.
  'aws-sns': {
    secret: CERTIFICATES[0],
    body: JSON.stringify(snsMessage),
    contentType: 'text/plain; charset=UTF-8',
    sign: () => ({ 'x-amz-sns-message-type': 'Notification' }),
  },
  ...Object.fromEntries(
    ['github', 'shopify', 'twitch'].map((scheme) => [
      scheme,
      { secret: SECRET, sign: (body: string) => moduleSignature(scheme, body, SECRET) },
    ]),
  ),
  linear: {
    secret: SECRET,
    body: JSON.stringify({ action: 'create', amount: 1.5, webhookTimestamp: Date.now() }),
    sign: (body) => moduleSignature('linear', body, SECRET),
  },
  stripe: {
    secret: WHSEC,
    sign: (payload) => ({
      'Stripe-Signature': new Stripe('sk_test').webhooks.generateTestHeaderString({ payload, secret: WHSEC }),
    }),
  },
  svix: {
    secret: WHSEC,
    sign: (body) => ({
      'svix-id': MESSAGE,
      'svix-timestamp': String(seconds()),
      'svix-signature': new Svix(WHSEC).sign(MESSAGE, new Date(), body),
    }),
  },
  standardwebhooks: {
    secret: WHSEC,
    sign: (body) => ({
      'webhook-id': MESSAGE,
      'webhook-timestamp': String(seconds()),
      'webhook-signature': new StandardWebhook(WHSEC).sign(MESSAGE, new Date(), body),
    }),
  },
  gitlab: {
    secret: WHSEC,
    sign: (body) => ({
      'webhook-id': MESSAGE,
      'webhook-timestamp': String(seconds()),
      'webhook-signature': new StandardWebhook(WHSEC).sign(MESSAGE, new Date(), body),
    }),
  },
  twilio: {
    secret: SECRET,
    body: new URLSearchParams({ Body: 'Ærø 微信', From: '+1555' }).toString(),
    contentType: FORM_TYPE,
    sign: (body, url) => ({
      'X-Twilio-Signature': twilio.getExpectedTwilioSignature(
        SECRET,
        url,
        Object.fromEntries(new URLSearchParams(body)),
      ),
    }),
  },
  hubspot: {
    secret: SECRET,
    sign: (requestBody, url) => {
      const timestamp = now();
      const signature = HubSpot.getSignature('POST', 'v3', {
        signature: '',
        clientSecret: SECRET,
        requestBody,
        url,
        timestamp,
      });
      return { 'X-HubSpot-Signature-v3': signature, 'X-HubSpot-Request-Timestamp': String(timestamp) };
    },
  },
  sanity: {
    secret: SECRET,
    sign: async (body) => ({ 'sanity-webhook-signature': await signSanity(body, now(), SECRET) }),
  },
  contentful: {
    secret: SECRET,
    sign: (body, url) => ({
      ...signContentful(
        SECRET,
        { method: 'POST', path: new URL(url).pathname, body, headers: { 'Content-Type': 'application/json' } },
        now(),
      ),
    }),
  },
  wechatpay: {
    secret: RSA[0].publicPem,
    sign: (body) => {
      const [timestamp, nonce] = [String(seconds()), 'nonce'];
      return {
        'Wechatpay-Serial': 'PUB_KEY_ID_1',
        'Wechatpay-Nonce': nonce,
        'Wechatpay-Timestamp': timestamp,
        'Wechatpay-Signature': Rsa.sign(Formatter.joinedByLineFeed(timestamp, nonce, body), RSA[0].privatePem),
      };
    },
  },
  sendgrid: {
    secret: EC[0].publicBase64,
    sign: (body) => {
      const timestamp = String(seconds());
      const signature = Ecdsa.sign(Buffer.from(timestamp + body), PrivateKey.fromPem(EC[0].privatePem)).toBase64();
      const webhook = new EventWebhook();
      const isValid = webhook.verifySignature(
        webhook.convertPublicKeyToECDSA(EC[0].publicBase64),
        body,
        signature,
        timestamp,
      );
      return checked(isValid, {
        'X-Twilio-Email-Event-Webhook-Signature': signature,
        'X-Twilio-Email-Event-Webhook-Timestamp': timestamp,
      });
    },
  },
  square: {
    secret: SECRET,
    sign: async (requestBody, notificationUrl) => {
      const signatureHeader = hmac(notificationUrl + requestBody, 'base64');
      const isValid = await Square.verifySignature({
        requestBody,
        signatureHeader,
        signatureKey: SECRET,
        notificationUrl,
      });
      return checked(isValid, { 'x-square-hmacsha256-signature': signatureHeader });
    },
  },
  paddle: {
    secret: SECRET,
    sign: async (body) => {
      const header = `ts=${seconds()};h1=${hmac(`${seconds()}:${body}`, 'hex')}`;
      return checked(await new Paddle('key').webhooks.isSignatureValid(body, SECRET, header), {
        'Paddle-Signature': header,
      });
    },
  },
  mux: {
    secret: SECRET,
    sign: async (body) => {
      const headers = { 'Mux-Signature': `t=${seconds()},v1=${hmac(`${seconds()}.${body}`, 'hex')}` };
      await new Mux({ tokenId: 'id', tokenSecret: 'secret' }).webhooks.verifySignature(body, headers, SECRET);
      return headers;
    },
  },
  alipay: {
    secret: RSA[0].publicBase64,
    body: new URLSearchParams(alipayForm).toString(),
    contentType: FORM_TYPE,
    sign: () => {
      const { publicBase64: alipayPublicKey } = RSA[0];
      const sdk = new AlipaySdk({ appId: '1', privateKey: RSA[1].privatePem, alipayPublicKey, keyType: 'PKCS8' });
      return checked(sdk.checkNotifySignV2({ ...alipayForm }), {});
    },
  },
};

describe('requests that the providers’ own libraries signed', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp();
  });
  afterAll(() => test.stop());

  it.each(Object.entries(SENDERS))('%s: let in and run; forged, refused', async (scheme, sender) => {
    const { secret, body = JSON_BODY, contentType = 'application/json' } = sender;
    const workflow = await test.createWorkflow({
      enabled: true,
      sync: true,
      config: { verification: { type: 'signature', scheme, secrets: [secret] } },
    });
    const path = `/api/webhooks/${workflow.key}`;
    const headers = await sender.sign(body, `${test.url}${path}`);
    const send = (text: string) =>
      supertest(test.url)
        .post(path)
        .set({ 'Content-Type': contentType, ...headers })
        .send(text);

    const forged = await send(body.replace('1.5', '9.5').replace('1555', '1556'));
    expect([forged.status, forged.body.errors[0].code]).toEqual([401, 'unauthenticated']);
    expect(await test.executions(workflow)).toEqual([]);

    expect((await send(body)).status).toBe(200);
    const [execution, ...more] = await test.executions(workflow);
    expect(more).toEqual([]);
    expect(execution.context.data).toEqual(
      contentType === FORM_TYPE ? Object.fromEntries(new URLSearchParams(body)) : JSON.parse(body),
    );
  });
});
