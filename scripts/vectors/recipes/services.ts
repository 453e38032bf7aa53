import assert from 'node:assert';
import { EC } from '../keys';
import { makeCase } from '../make-case';
import type { HeaderList, Suite } from '../Recipe';
import { hmac, isText } from '../sign';
import { NOW } from '../timestamps';
import { versionOf } from '../version-of';
import { bodyHmac, EVENT, JSON_TYPE, SECRETS } from './body-hmac';
import { contentful } from './contentful';
import { hubspot } from './hubspot';
import { timedPairs } from './timed-pairs';

const AT = String(NOW / 1000);
const ZEROS = '0'.repeat(64);

const typeform: Suite = {
  scheme: 'typeform',
  recipes: [
    bodyHmac('Typeform-Signature', {
      source: 'typeform.com/developers/webhooks/secure-your-webhooks',
      encoding: 'base64',
      prefix: 'sha256=',
      bodies: {
        JSON: '{"event_id":"LtWXD3crgy","event_type":"form_response"}',
        unicode: '{"a":"Ærø 微信 🎉"}',
        empty: '',
      },
      identity: { idempotencyKey: 'LtWXD3crgy', eventType: 'form_response' },
    }),
  ],
};

const tally: Suite = {
  scheme: 'tally',
  recipes: [
    bodyHmac('Tally-Signature', {
      source: 'tally.so/help/webhooks',
      encoding: 'base64',
      bodies: { JSON: '{"eventId":"a4cb511e","eventType":"FORM_RESPONSE"}', unicode: '{"a":"Ærø 微信 🎉"}' },
      identity: { idempotencyKey: 'a4cb511e', eventType: 'FORM_RESPONSE' },
    }),
  ],
};

const calendly: Suite = {
  scheme: 'calendly',
  recipes: [
    timedPairs('Calendly-Webhook-Signature', {
      source: 'developer.calendly.com, "Webhook signatures"',
      tolerance: 180,
      bodies: {
        JSON: '{"event":"invitee.created"}',
        unicode: '{"a":"Ærø 微信 🎉"}',
        'line feeds at the end': '{}\r\n',
      },
      identity: { idempotencyKey: null, eventType: 'invitee.created' },
    }),
  ],
};

const calcom: Suite = {
  scheme: 'calcom',
  recipes: [
    bodyHmac('X-Cal-Signature-256', {
      source: 'cal.com/docs, "Webhooks", "Verifying the authenticity"',
      bodies: { JSON: '{"triggerEvent":"BOOKING_CREATED"}', unicode: '{"a":"Ærø 微信 🎉"}', form: 'a=b&c=d' },
      identity: { idempotencyKey: null, eventType: 'BOOKING_CREATED' },
    }),
  ],
  more: [
    makeCase({
      name: 'no secret set there',
      expect: 'refused',
      source: 'calcom/cal.com, sendPayload',
      body: '{}',
      headers: [['X-Cal-Signature-256', 'no-secret-provided']],
    }),
  ],
};

const intercom: Suite = {
  scheme: 'intercom',
  recipes: [
    bodyHmac('X-Hub-Signature', {
      source: 'developers.intercom.com, "Signed notifications"',
      hash: 'sha1',
      prefix: 'sha1=',
      bodies: { JSON: '{"id":"notif_1","topic":"conversation.user.created"}', unicode: '{"a":"Ærø 微信 🎉"}' },
      identity: { idempotencyKey: 'notif_1', eventType: 'conversation.user.created' },
    }),
  ],
  more: [
    makeCase({
      name: 'SHA-256 in the header of the same name',
      expect: 'refused',
      source: 'developers.intercom.com',
      body: '{}',
      headers: [['X-Hub-Signature', `sha256=${hmac('sha256', SECRETS[0], 'hex', '{}')}`]],
    }),
  ],
};

const ZENDESK: [string, string] = ['dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==', 'second secret'];
const zendesk: Suite = {
  scheme: 'zendesk',
  recipes: [
    {
      secrets: ZENDESK,
      source: 'developer.zendesk.com, "Verifying webhook authenticity"',
      headers: [JSON_TYPE, ['X-Zendesk-Webhook-Invocation-Id', '01F1KRFQ6BCK29CWFDWZ']],
      encoding: 'base64',
      sign: ({ body, secret, timestamp }) => hmac('sha256', secret, 'base64', timestamp, body),
      carry: (signature, timestamp): HeaderList => [
        ['X-Zendesk-Webhook-Signature', signature],
        ['X-Zendesk-Webhook-Signature-Timestamp', timestamp],
      ],
      carrier: 'X-Zendesk-Webhook-Signature',
      timestamp: { unit: 'iso', tolerance: 300, header: 'X-Zendesk-Webhook-Signature-Timestamp' },
      identity: { idempotencyKey: '01F1KRFQ6BCK29CWFDWZ', eventType: 'order.paid' },
    },
  ],
  more: [
    makeCase({
      name: 'the secret decoded from base64',
      expect: 'refused',
      source: 'developer.zendesk.com',
      body: '{}',
      headers: [
        ['X-Zendesk-Webhook-Signature-Timestamp', '2023-11-14T22:13:20Z'],
        [
          'X-Zendesk-Webhook-Signature',
          hmac('sha256', Buffer.from(ZENDESK[0], 'base64'), 'base64', '2023-11-14T22:13:20Z{}'),
        ],
      ],
    }),
    makeCase({
      name: 'DELETE without a body',
      expect: 'verified',
      source: 'developer.zendesk.com',
      method: 'DELETE',
      headers: [
        ['X-Zendesk-Webhook-Signature-Timestamp', '2023-11-14T22:13:20Z'],
        ['X-Zendesk-Webhook-Signature', hmac('sha256', ZENDESK[0], 'base64', '2023-11-14T22:13:20Z')],
      ],
    }),
  ],
};

const dropbox: Suite = {
  scheme: 'dropbox',
  recipes: [
    bodyHmac('X-Dropbox-Signature', {
      source: 'dropbox.com/developers/reference/webhooks',
      bodies: { JSON: '{"list_folder":{"accounts":["dbid:AAH4f99T0taONIb"]}}', unicode: '{"a":"Ærø 微信 🎉"}' },
      identity: { idempotencyKey: null, eventType: null },
    }),
  ],
};

const AIRTABLE: [string, string] = [Buffer.alloc(32, 7).toString('base64'), Buffer.from('another').toString('base64')];
const airtable: Suite = {
  scheme: 'airtable',
  recipes: [
    bodyHmac('X-Airtable-Content-MAC', {
      source: 'airtable.com/developers/web/api/webhooks-overview',
      secrets: AIRTABLE,
      prefix: 'hmac-sha256=',
      sign: ({ body, secret }) => hmac('sha256', Buffer.from(secret, 'base64'), 'hex', body),
      bodies: {
        JSON: '{"base":{"id":"app00000000000000"},"webhook":{"id":"ach00000000000000"}}',
        unicode: '{"a":"Ærø"}',
      },
    }),
  ],
  more: [
    makeCase({
      name: 'the secret taken as text',
      expect: 'refused',
      source: 'airtable.com/developers',
      body: '{}',
      headers: [['X-Airtable-Content-MAC', `hmac-sha256=${hmac('sha256', AIRTABLE[0], 'hex', '{}')}`]],
    }),
  ],
};

const muxSource = versionOf('@mux/mux-node');
const muxSign = hmac('sha256', SECRETS[0], 'hex', `${AT}.{}`);
const mux: Suite = {
  scheme: 'mux',
  recipes: [
    timedPairs('Mux-Signature', {
      source: muxSource,
      identity: EVENT,
      prove: async ({ body, headers, secret }) => {
        const { default: Mux } = await import('@mux/mux-node');
        const { webhooks } = new Mux({ tokenId: 'id', tokenSecret: 'secret' });
        if (isText(body)) await webhooks.verifySignature(body.toString(), headers, secret);
      },
    }),
  ],
  more: (
    [
      ['several v1, the last is right', 'verified', `t=${AT},v1=${ZEROS},v1=${muxSign}`],
      ['several v1, the first is right', 'verified', `t=${AT},v1=${muxSign},v1=${ZEROS}`],
      ['v2 alone', 'refused', `t=${AT},v2=${muxSign}`],
      ['no timestamp', 'refused', `v1=${muxSign}`],
    ] as const
  ).map(([name, expect, value]) =>
    makeCase({ name, expect, source: muxSource, body: '{}', headers: [['Mux-Signature', value]] }),
  ),
};

const sanity: Suite = {
  scheme: 'sanity',
  recipes: [
    timedPairs('sanity-webhook-signature', {
      source: versionOf('@sanity/webhook'),
      encoding: 'base64url',
      unit: 'ms',
      headers: [JSON_TYPE, ['idempotency-key', 'key-1']],
      identity: { idempotencyKey: 'key-1', eventType: null },
      prove: async ({ body, headers, secret }) => {
        const { assertValidSignature } = await import('@sanity/webhook');
        if (isText(body)) await assertValidSignature(body.toString(), headers['sanity-webhook-signature'], secret);
      },
    }),
  ],
};

const SENDGRID = Object.fromEntries(EC.map((pair) => [pair.publicBase64, pair.privatePem]));
const sendgridHeaders = {
  signature: 'X-Twilio-Email-Event-Webhook-Signature',
  timestamp: 'X-Twilio-Email-Event-Webhook-Timestamp',
};
/** Made by the library that SendGrid's own one checks with: the same signature each time, RFC 6979. */
async function sendgridSuite(): Promise<Suite> {
  const { Ecdsa, PrivateKey } = await import('starkbank-ecdsa');
  const { EventWebhook } = await import('@sendgrid/eventwebhook');
  const ecSign = (body: Buffer, pem: string, timestamp: string) =>
    Ecdsa.sign(Buffer.concat([Buffer.from(timestamp), body]), PrivateKey.fromPem(pem)).toBase64();
  return {
    scheme: 'sendgrid',
    recipes: [
      {
        secrets: [EC[0].publicBase64, EC[1].publicBase64],
        stranger: EC[2].publicBase64,
        source: versionOf('@sendgrid/eventwebhook'),
        headers: [JSON_TYPE],
        encoding: 'base64',
        sign: ({ body, secret, timestamp }) => ecSign(body, SENDGRID[secret], timestamp),
        carry: (signature, timestamp): HeaderList => [
          [sendgridHeaders.signature, signature],
          [sendgridHeaders.timestamp, timestamp],
        ],
        carrier: sendgridHeaders.signature,
        timestamp: { unit: 's', tolerance: 300, header: sendgridHeaders.timestamp },
        bodies: {
          JSON: '[{"email":"hello@world.com","event":"dropped","sg_event_id":"ZHJvcC0x"}]\r\n',
          unicode: '[{"email":"Ærø 微信 🎉"}]',
          empty: '',
        },
        identity: { idempotencyKey: null, eventType: null },
        prove: ({ body, headers, secret }) => {
          const webhook = new EventWebhook();
          const [signature, timestamp] = [headers[sendgridHeaders.signature], headers[sendgridHeaders.timestamp]];
          assert(webhook.verifySignature(webhook.convertPublicKeyToECDSA(secret), body, signature, timestamp));
        },
      },
    ],
    more: [
      makeCase({
        name: 'key as PEM',
        expect: 'verified',
        source: versionOf('@sendgrid/eventwebhook'),
        config: { secrets: [EC[0].publicPem] },
        body: '[]',
        headers: [
          [sendgridHeaders.signature, ecSign(Buffer.from('[]'), EC[0].privatePem, AT)],
          [sendgridHeaders.timestamp, AT],
        ],
      }),
    ],
  };
}

/** Forms, mail, calendars, content and customer service. */
export async function serviceSuites(): Promise<Suite[]> {
  return [
    typeform,
    tally,
    calendly,
    calcom,
    hubspot,
    intercom,
    zendesk,
    await sendgridSuite(),
    dropbox,
    airtable,
    mux,
    sanity,
    contentful,
  ];
}
