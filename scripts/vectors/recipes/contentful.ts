import assert from 'node:assert';
import { ENDPOINT_URL, makeCase } from '../make-case';
import type { HeaderList, Suite, Variant } from '../Recipe';
import { hmac } from '../sign';
import { NOW } from '../timestamps';
import { versionOf } from '../version-of';

const source = versionOf('@contentful/node-apps-toolkit');
const SECRETS: [string, string] = ['a'.repeat(63) + '1', 'b'.repeat(64)];
const TYPE = 'application/vnd.contentful.management.v1+json';
const TOPIC = 'ContentManagement.Entry.publish';
const SIGNED = 'content-type,x-contentful-signed-headers,x-contentful-timestamp,x-contentful-topic';
const signedHeaders = (timestamp: string) =>
  `content-type:${TYPE};x-contentful-signed-headers:${SIGNED};x-contentful-timestamp:${timestamp};x-contentful-topic:${TOPIC}`;

function variant(rest: Partial<Variant>, path: string): Variant {
  return {
    source,
    secrets: SECRETS,
    stranger: 'c'.repeat(64),
    headers: [
      ['Content-Type', TYPE],
      ['X-Contentful-Topic', TOPIC],
      ['X-Contentful-Signed-Headers', SIGNED],
      ['X-Contentful-Idempotency-Key', 'key-1'],
    ],
    encoding: 'hex',
    sign: ({ body, secret, timestamp, method }) =>
      hmac('sha256', secret, 'hex', `${method}\n${path}\n${signedHeaders(timestamp)}\n`, body),
    carry: (signature, timestamp): HeaderList => [
      ['X-Contentful-Timestamp', timestamp],
      ['X-Contentful-Signature', signature],
    ],
    carrier: 'X-Contentful-Signature',
    timestamp: { unit: 'ms', tolerance: 30, header: 'X-Contentful-Timestamp' },
    bodies: { JSON: '{"sys":{"id":"1"}}', unicode: '{"a":"Ærø 微信 🎉"}', empty: '' },
    identity: { idempotencyKey: 'key-1', eventType: TOPIC },
    prove: async ({ body, headers, secret, method, url }) => {
      const { verifyRequest } = await import('@contentful/node-apps-toolkit');
      const { pathname, search } = new URL(url);
      const request = { method: method as 'POST', path: `${pathname}${search}`, headers, body: body.toString() };
      assert(verifyRequest(secret, request));
    },
    ...rest,
  };
}

const PATH = '/api/webhooks/vector';
const PUBLIC_URL = 'https://public.example/hooks/a%20b';

function of(name: string, expect: 'verified' | 'refused', headers: HeaderList, covered: string) {
  return makeCase({
    name,
    expect,
    source,
    body: '{}',
    headers: [
      ...headers,
      ['X-Contentful-Signature', hmac('sha256', SECRETS[0], 'hex', `POST\n${PATH}\n${covered}\n{}`)],
    ],
  });
}
const [AT, LIST] = [String(NOW), 'x-contentful-signed-headers,x-contentful-timestamp'];
const two = `x-contentful-signed-headers:${LIST};x-contentful-timestamp:${AT}`;
const TIME: [string, string] = ['X-Contentful-Timestamp', AT];

export const contentful: Suite = {
  scheme: 'contentful',
  recipes: [
    variant({}, PATH),
    variant({ label: 'with a query', url: `${ENDPOINT_URL}?a=1&b=x%20y` }, `${PATH}?a%253D1%2526b%253Dx%252520y`),
    variant(
      {
        label: 'behind a proxy',
        url: PUBLIC_URL,
        seenUrl: 'http://127.0.0.1:13000/api/webhooks/vector',
        options: { publicUrl: PUBLIC_URL },
      },
      '/hooks/a%2520b',
    ),
  ],
  more: [
    of('nothing but what has to be signed', 'verified', [['X-Contentful-Signed-Headers', LIST], TIME], two),
    of(
      'list in another order',
      'verified',
      [['X-Contentful-Signed-Headers', LIST.split(',').reverse().join(',')], TIME],
      two,
    ),
    of('list missing', 'refused', [TIME], two),
    of(
      'list without the timestamp',
      'refused',
      [['X-Contentful-Signed-Headers', 'x-contentful-signed-headers'], TIME],
      'x-contentful-signed-headers:x-contentful-signed-headers',
    ),
    of(
      'list without itself',
      'refused',
      [['X-Contentful-Signed-Headers', 'x-contentful-timestamp'], TIME],
      `x-contentful-timestamp:${AT}`,
    ),
    of('a signed header is missing', 'refused', [['X-Contentful-Signed-Headers', SIGNED], TIME], signedHeaders(AT)),
    of(
      'a signed header is there twice',
      'refused',
      [
        ['X-Contentful-Signed-Headers', SIGNED],
        TIME,
        ['Content-Type', TYPE],
        ['Content-Type', TYPE],
        ['X-Contentful-Topic', TOPIC],
      ],
      signedHeaders(AT),
    ),
    of(
      'a signed header is changed',
      'refused',
      [['X-Contentful-Signed-Headers', SIGNED], TIME, ['Content-Type', 'text/plain'], ['X-Contentful-Topic', TOPIC]],
      signedHeaders(AT),
    ),
  ],
};
