import assert from 'node:assert';
import { ENDPOINT_URL } from '../make-case';
import type { Suite, Variant } from '../Recipe';
import { hmac, isText } from '../sign';
import { versionOf } from '../version-of';
import { bodyHmac } from './body-hmac';

const PUBLIC_URL = 'https://public.example/hooks/a%20b';

/** The same three times: the URL as seen, with a query, and one that a proxy changed. */
function withUrls(variant: Variant): Variant[] {
  const bodies = { ...variant.bodies };
  return [
    variant,
    { ...variant, label: 'with a query', url: `${ENDPOINT_URL}?a=1&b=%2F`, bodies },
    {
      ...variant,
      label: 'behind a proxy',
      url: `${PUBLIC_URL}?a=1`,
      seenUrl: `http://127.0.0.1:13000/api/webhooks/vector?a=1`,
      options: { publicUrl: PUBLIC_URL },
      bodies,
    },
  ];
}

export const square: Suite = {
  scheme: 'square',
  recipes: withUrls(
    bodyHmac('x-square-hmacsha256-signature', {
      source: versionOf('square'),
      encoding: 'base64',
      sign: ({ body, secret, url }) => hmac('sha256', secret, 'base64', url, body),
      bodies: {
        JSON: '{"event_id":"evt_1","type":"payment.updated"}',
        unicode: '{"a":"Ærø 微信 🎉"}',
        empty: '',
      },
      identity: { idempotencyKey: 'evt_1', eventType: 'payment.updated' },
      prove: async ({ body, headers, secret, url }) => {
        const { WebhooksHelper } = await import('square');
        const signatureHeader = headers['x-square-hmacsha256-signature'];
        const parts = { requestBody: body.toString(), signatureHeader, signatureKey: secret, notificationUrl: url };
        assert(!isText(body) || (await WebhooksHelper.verifySignature(parts)));
      },
    }),
  ),
};

export const trello: Suite = {
  scheme: 'trello',
  recipes: withUrls(
    bodyHmac('X-Trello-Webhook', {
      source: 'developer.atlassian.com, "Trello webhooks", "Webhook signatures"',
      encoding: 'base64',
      sign: ({ body, secret, url }) => hmac('sha1', secret, 'base64', body, url),
      bodies: {
        JSON: '{"action":{"id":"4f2f","type":"updateCard"}}',
        unicode: '{"action":{"id":"Ærø 微信 🎉"}}',
      },
      identity: { idempotencyKey: '4f2f', eventType: 'updateCard' },
    }),
  ),
};
