import fc from 'fast-check';
import type { Verification } from '../../../src/common/WebhookConfig';
import { rawRequest } from '../../helpers/raw-request';
import { startApp, type TestApp } from '../../helpers/start-app';

const RUNS = { numRuns: 25, seed: 20_260_102 };
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const of = (scheme: string): Verification => ({ type: 'signature', scheme, secrets: [SECRET] });

/** The endpoint's kind of proof, and the headers that it looks at. */
const ENDPOINTS: [string, Verification, string[]][] = [
  ['none', { type: 'none' }, ['Content-Type', 'X-Forwarded-For']],
  ['basic', { type: 'basic', username: 'u', password: SECRET }, ['Authorization']],
  ['bearer', { type: 'bearer', tokens: [SECRET] }, ['Authorization']],
  ['query', { type: 'query', name: 'token', tokens: [SECRET] }, ['Cookie']],
  ['github', of('github'), ['X-Hub-Signature-256', 'X-GitHub-Event']],
  ['stripe', of('stripe'), ['Stripe-Signature']],
  ['slack', of('slack'), ['X-Slack-Signature', 'X-Slack-Request-Timestamp']],
  ['standardwebhooks', of('standardwebhooks'), ['webhook-id', 'webhook-timestamp', 'webhook-signature']],
  ['twilio', of('twilio'), ['X-Twilio-Signature', 'Host']],
  ['netlify', of('netlify'), ['X-Webhook-Signature']],
];

// Node's parser refuses control characters in a header by itself, with 400.
const bytes = (unit: fc.Arbitrary<number>) =>
  fc.array(unit, { maxLength: 60 }).map((codes) => String.fromCharCode(...codes));
const anyByte = bytes(fc.integer({ min: 0, max: 255 }));
const visible = bytes(fc.oneof(fc.integer({ min: 32, max: 126 }), fc.integer({ min: 128, max: 255 })));
const likely = fc.constantFrom(
  '',
  'v1=,t=',
  't=1,t=2,v1=aa',
  `v1,${'A'.repeat(44)}`,
  'Basic Og==',
  'Bearer  ',
  'a.b.c',
  'e30.e30.e30',
  '%',
  '%00=%ff',
  '[a]=1&[',
  '1e999',
);
const text = fc.oneof(visible, anyByte, likely);

describe('any bytes in a header, the query or the body never give a 5xx', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp();
  });
  afterAll(() => test.stop());

  it.each(ENDPOINTS)('%s', async (_name, verification, names) => {
    const { key } = await test.createWorkflow({ enabled: true, config: { verification } });
    await fc.assert(
      fc.asyncProperty(
        fc.array(text, { minLength: names.length, maxLength: names.length }),
        text,
        text,
        async (values, query, body) => {
          const content = Buffer.from(body, 'latin1');
          const search = query.replace(/[\0- ]/g, '');
          const lines = [
            `POST /api/webhooks/${key}?${search} HTTP/1.1`,
            ...(names.includes('Host') ? [] : ['Host: x']),
            'Connection: close',
            `Content-Length: ${content.length}`,
            ...names.map((name, index) => `${name}: ${values[index]}`),
          ];
          const response = await rawRequest(
            test.server,
            Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), content]),
          );
          expect(response).toMatch(/^HTTP\/1\.1 [234]\d\d /);
        },
      ),
      RUNS,
    );
  });
});
