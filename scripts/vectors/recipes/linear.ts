import assert from 'node:assert';
import { makeCase } from '../make-case';
import type { HeaderList, Suite } from '../Recipe';
import { hmac } from '../sign';
import { NOW } from '../timestamps';
import { versionOf } from '../version-of';
import { bodyHmac, JSON_TYPE, SECRETS } from './body-hmac';

const source = versionOf('@linear/sdk');
const headers: HeaderList = [
  JSON_TYPE,
  ['Linear-Delivery', '234d1a4e-b617-4388-90fe-adc3633d6b72'],
  ['Linear-Event', 'Issue'],
  // Not signed, so it must not count.
  ['Linear-Timestamp', String(NOW)],
];
const TIMES: Record<string, [string, 'verified' | 'refused']> = {
  'at the past edge': [String(NOW - 60_000), 'verified'],
  'at the future edge': [String(NOW + 60_000), 'verified'],
  'a second too old': [String(NOW - 61_000), 'refused'],
  'a second too far ahead': [String(NOW + 61_000), 'refused'],
  'in seconds': [String(NOW / 1000), 'refused'],
  negative: [String(-NOW), 'refused'],
  zero: ['0', 'refused'],
  null: ['null', 'refused'],
  'of text': [`"${NOW}"`, 'refused'],
  'of a list': [`[${NOW}]`, 'refused'],
  fractional: [`${NOW}.5`, 'refused'],
  infinite: ['1e999', 'refused'],
};

/** Linear: the timestamp is in the body. */
export const linear: Suite = {
  scheme: 'linear',
  recipes: [
    bodyHmac('Linear-Signature', {
      source,
      headers,
      bodies: {
        JSON: `{"action":"create","type":"Issue","webhookTimestamp":${NOW}}`,
        unicode: `{"title":"Ærø 微信 🎉","webhookTimestamp":${NOW}}`,
        'JSON with spaces and escapes': `{ "a" : "\\u00e9\\/",\n "webhookTimestamp" : ${NOW} }\n`,
      },
      identity: { idempotencyKey: '234d1a4e-b617-4388-90fe-adc3633d6b72', eventType: 'Issue' },
      prove: async ({ body, headers: sent, secret }) => {
        const { LinearWebhookClient } = await import('@linear/sdk/webhooks');
        assert(new LinearWebhookClient(secret).verify(body, sent['Linear-Signature']));
      },
    }),
  ],
  more: [
    ...Object.entries(TIMES).map(([name, [time, expect]]) =>
      signed(`timestamp ${name}`, expect, `{"webhookTimestamp":${time}}`),
    ),
    signed('timestamp missing', 'refused', '{"action":"create"}'),
    signed('empty body', 'refused', ''),
    signed('no JSON', 'refused', `webhookTimestamp=${NOW}`),
    signed('a list', 'refused', `[{"webhookTimestamp":${NOW}}]`),
  ],
};

function signed(name: string, expect: 'verified' | 'refused', body: string) {
  const signature: [string, string] = ['Linear-Signature', hmac('sha256', SECRETS[0], 'hex', body)];
  return makeCase({ name, expect, source, body, headers: [...headers, signature] });
}
