import { createHash, createHmac } from 'node:crypto';
import type { Verification } from '../../../src/common/WebhookConfig';
import { deliveriesOf } from '../../helpers/deliveries';
import { rawRequest } from '../../helpers/raw-request';
import { startApp, type TestApp } from '../../helpers/start-app';

const SECRET = 'only-for-tests';
const HOST = 'noco.example.com';
const JSON_BODY = '{"a":1}';
const FORM = 'a=1&b=2';

const hmac = (hash: string, content: string, encoding: 'hex' | 'base64') =>
  createHmac(hash, SECRET).update(content).digest(encoding);
const of = (scheme: string): Verification => ({ type: 'signature', scheme, secrets: [SECRET] });
const custom = (signedContent: string): Verification => ({
  ...(of('custom') as Extract<Verification, { type: 'signature' }>),
  custom: { signature: { from: 'header', name: 'X-Signature' }, algorithm: 'hmac-sha256', signedContent },
});

/** A scheme that signs where a request goes to, and how its sender does that. */
interface Case {
  verification: Verification;
  type?: string;
  body?: string;
  sign: (to: { url: string; path: string }) => Record<string, string>;
}

const CASES: Record<string, Case> = {
  twilio: {
    verification: of('twilio'),
    type: 'application/x-www-form-urlencoded',
    body: FORM,
    sign: ({ url }) => ({ 'X-Twilio-Signature': hmac('sha1', `${url}a1b2`, 'base64') }),
  },
  square: {
    verification: of('square'),
    sign: ({ url }) => ({ 'x-square-hmacsha256-signature': hmac('sha256', url + JSON_BODY, 'base64') }),
  },
  trello: {
    verification: of('trello'),
    sign: ({ url }) => ({ 'X-Trello-Webhook': hmac('sha1', JSON_BODY + url, 'base64') }),
  },
  'hubspot, version 3': {
    verification: of('hubspot'),
    sign: ({ url }) => {
      const time = String(Date.now());
      return {
        'X-HubSpot-Request-Timestamp': time,
        'X-HubSpot-Signature-v3': hmac('sha256', `POST${url}${JSON_BODY}${time}`, 'base64'),
      };
    },
  },
  'hubspot, version 2': {
    verification: of('hubspot'),
    sign: ({ url }) => ({
      'X-HubSpot-Signature-Version': 'v2',
      'X-HubSpot-Signature': createHash('sha256').update(`${SECRET}POST${url}${JSON_BODY}`).digest('hex'),
    }),
  },
  contentful: {
    verification: of('contentful'),
    sign: ({ path }) => {
      const time = String(Date.now());
      const names = 'x-contentful-signed-headers,x-contentful-timestamp';
      const headers = `x-contentful-signed-headers:${names};x-contentful-timestamp:${time}`;
      return {
        'x-contentful-timestamp': time,
        'x-contentful-signed-headers': names,
        'x-contentful-signature': hmac('sha256', ['POST', path, headers, JSON_BODY].join('\n'), 'hex'),
      };
    },
  },
  'a custom scheme with {url}': {
    verification: custom('{url}{body}'),
    sign: ({ url }) => ({ 'X-Signature': hmac('sha256', url + JSON_BODY, 'hex') }),
  },
  'a custom scheme with {path}': {
    verification: custom('{path}{body}'),
    sign: ({ path }) => ({ 'X-Signature': hmac('sha256', path + JSON_BODY, 'hex') }),
  },
};

/** Ways to say that a request for one path went to another: request line and headers, all unsigned. */
const MOVES: Record<string, (signed: string, real: string) => { target?: string; headers: [string, string][] }> = {
  nothing: () => ({ headers: [['Host', HOST]] }),
  'a path and a query in Host': (signed) => ({ headers: [['Host', `${HOST}${signed}?`]] }),
  'a path and a fragment in Host': (signed) => ({ headers: [['Host', `${HOST}${signed}#`]] }),
  'a path in Host that climbs': (signed, real) => ({ headers: [['Host', `${HOST}${signed}?${real}`]] }),
  'a path in X-Forwarded-Host': (signed) => ({
    headers: [
      ['Host', HOST],
      ['X-Forwarded-Host', `${HOST}${signed}?`],
    ],
  }),
  'a path in X-Forwarded-Proto': (signed) => ({
    headers: [
      ['Host', HOST],
      ['X-Forwarded-Proto', `http://${HOST}${signed}?`],
    ],
  }),
  'a second Host': (signed) => ({
    headers: [
      ['Host', HOST],
      ['Host', `${HOST}${signed}?`],
    ],
  }),
  'a whole URL as request target': (signed, real) => ({
    target: `http://${HOST}${real}`,
    headers: [['Host', `${HOST}${signed}?`]],
  }),
  'a query that looks like the path': (signed, real) => ({
    target: `${real}?${signed}`,
    headers: [['Host', HOST]],
  }),
};

describe('a request whose URL is signed', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp();
  });
  afterAll(() => test.stop());

  const pathOf = ({ key }: { key: string }) => `/api/webhooks/${key}`;
  const send = async (
    { type = 'application/json', body = JSON_BODY }: Case,
    target: string,
    headers: [string, string][],
  ): Promise<number> => {
    const lines = [
      ...headers,
      ['Content-Type', type],
      ['Content-Length', String(body.length)],
      ['Connection', 'close'],
    ];
    const head = [`POST ${target} HTTP/1.1`, ...lines.map(([name, value]) => `${name}: ${value}`), '', body];
    const answer = await rawRequest(test.server, head.join('\r\n'));
    return Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]);
  };

  describe.each(Object.entries(CASES))('%s', (_name, one) => {
    let signed: { key: string };
    let other: { key: string };
    beforeAll(async () => {
      const create = () => test.createWorkflow({ enabled: true, config: { verification: one.verification } });
      [signed, other] = [await create(), await create()];
    });
    const proof = () => {
      const path = pathOf(signed);
      return Object.entries(one.sign({ url: `http://${HOST}${path}`, path }));
    };

    it('is let in where it was sent to', async () => {
      expect(await send(one, pathOf(signed), [['Host', HOST], ...proof()])).toBe(200);
      const whole = `http://${HOST}${pathOf(signed)}`;
      expect(await send(one, whole, [['Host', HOST], ...proof()])).toBe(200);
    });

    it.each(Object.entries(MOVES))('is refused at another endpoint, with %s', async (_move, move) => {
      const real = pathOf(other);
      const { target = real, headers } = move(pathOf(signed), real);
      const status = await send(one, target, [...headers, ...proof()]);
      expect(status).toBe(401);
    });
  });

  it.each([
    ['twilio', 'moved/x/../../', ''],
    ['twilio', 'moved/x/%2e%2e/../', ''],
    ['twilio', 'moved/x\\..\\../', ''],
    ['hubspot, version 3', '', '%2F'],
    ['hubspot, version 2', '', '%2F'],
  ])('of %s is refused at an endpoint that takes all paths: %s%s', async (name, detour, escaped) => {
    const one = CASES[name];
    const create = (path: string) =>
      test.createWorkflow({ enabled: true, config: { path, verification: one.verification } });
    const root = `all${Math.random().toString(36).slice(2)}`;
    const taking = await create(escaped ? `${root}/:one` : 'moved/*rest');
    const path = `/api/webhooks/${escaped ? `${root}/a/b` : 'victim'}`;
    const headers = Object.entries(one.sign({ url: `http://${HOST}${path}`, path }));
    const target = `/api/webhooks/${escaped ? `${root}/a${escaped}b` : `${detour}victim`}`;
    expect(await send(one, target, [['Host', HOST], ...headers])).toBe(401);
    await taking.destroy();
  });

  it('of Contentful is refused with a query behind the one that is signed', async () => {
    const one = CASES.contentful;
    const workflow = await test.createWorkflow({ enabled: true, config: { verification: one.verification } });
    const headers = Object.entries(one.sign({ url: '', path: `${pathOf(workflow)}?a%3D1` }));
    expect(await send(one, `${pathOf(workflow)}?a=1`, [['Host', HOST], ...headers])).not.toBe(200);
    const escaped = Object.entries(one.sign({ url: '', path: `${pathOf(workflow)}?a%253D1` }));
    expect(await send(one, `${pathOf(workflow)}?a=1`, [['Host', HOST], ...escaped])).toBe(200);
    expect(await send(one, `${pathOf(workflow)}?a=1?b=2`, [['Host', HOST], ...escaped])).toBe(401);
  });

  it('says in the log what to do when its URL can not be told', async () => {
    const [, one] = Object.entries(CASES)[0];
    const workflow = await test.createWorkflow({ enabled: true, config: { verification: one.verification } });
    const path = pathOf(workflow);
    const headers = Object.entries(one.sign({ url: `http://${HOST}${path}`, path }));
    expect(await send(one, path, [['Host', `${HOST}/x?`], ...headers])).toBe(401);
    const [row] = await test.until(async () => {
      const rows = await deliveriesOf(test, workflow);
      return rows.length > 0 && rows;
    });
    expect(row.reason).toContain('set the public URL');
  });

  it('needs no host where the public URL is set', async () => {
    const [, one] = Object.entries(CASES)[0];
    const publicUrl = 'https://public.example.com/hooks/a';
    const verification = { ...one.verification, options: { publicUrl } } as Verification;
    const workflow = await test.createWorkflow({ enabled: true, config: { verification } });
    const headers = Object.entries(one.sign({ url: publicUrl, path: '/hooks/a' }));
    expect(await send(one, pathOf(workflow), [['Host', `${HOST}/x?`], ...headers])).toBe(200);
  });
});
