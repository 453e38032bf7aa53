import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import type { WorkflowModel } from '@nocobase/plugin-workflow';
import supertest from 'supertest';
import type { Verification } from '../../../src/common/WebhookConfig';
import { call, type Call } from '../../helpers/call';
import { DingTalkEncryptor } from '../../helpers/dingtalk-library';
import * as sender from '../../helpers/senders-chat';
import { startApp, type TestApp } from '../../helpers/start-app';

const SECRET = 'correct horse battery staple';
const AES_KEY = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C';
const CHALLENGE = '3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P';
const TEXT = 'text/plain; charset=utf-8';
const JSON_TYPE = 'application/json; charset=utf-8';
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };
const GRAPH_TOKEN = 'Validation: Testing client application reachability for subscription Request-Id: 461743d5';
const HOOK_SECRET = 'b537207f20cbfa02357cf448134da559e8bd39d61597dcd5631b8012eae53e81';
const NOTION_TOKEN = 'secret_tMrlL1qK5vuQAh1b6cZGhFChZTSYJlce98V0pYn7yBl';
const SNS = generateKeyPairSync('rsa', { modulusLength: 2048 });
const SNS_KEY = SNS.publicKey.export({ format: 'pem', type: 'spki' }).toString();
const SUBSCRIBE_URL =
  'https://sns.us-west-2.amazonaws.com/?Action=ConfirmSubscription&TopicArn=arn:aws:sns:us-west-2:123456789012:MyTopic&Token=2336412f37';

const hmac = (secret: string, content: string, encoding: 'hex' | 'base64') =>
  createHmac('sha256', secret).update(content).digest(encoding);
const wecom = () => sender.sealed(SECRET, AES_KEY, 'wx1', '1616140317555161061', String(Math.floor(Date.now() / 1000)));
const dingtalk = () => sender.sealed(SECRET, AES_KEY, 'suite1', { EventType: 'check_url' }, String(Date.now()));

function sns(): Call {
  const fields = {
    Message: 'You have chosen to subscribe to the topic',
    MessageId: '165545c9-2a5c-472c-8df2-7ff2be2b3b1b',
    SubscribeURL: SUBSCRIBE_URL,
    Timestamp: new Date().toISOString(),
    Token: '2336412f37',
    TopicArn: 'arn:aws:sns:us-west-2:123456789012:MyTopic',
    Type: 'SubscriptionConfirmation',
  };
  const content = Object.entries(fields).map(([name, value]) => `${name}\n${value}\n`);
  const SigningCertURL =
    'https://sns.us-west-2.amazonaws.com/SimpleNotificationService-f3ecfb7224c7233fe7bb5f59f96de52f.pem';
  const Signature = sign('sha256', Buffer.from(content.join('')), SNS.privateKey).toString('base64');
  const body = JSON.stringify({ ...fields, SignatureVersion: '2', Signature, SigningCertURL });
  return { body, headers: { 'Content-Type': 'text/plain; charset=UTF-8' } };
}

interface Case {
  name: string;
  scheme: string;
  secrets?: string[];
  options?: Record<string, string>;
  request: () => Call;
  status?: number;
  contentType?: string | null;
  body?: string;
  /** a header of the answer */
  header?: [string, string];
  /** the same, forged */
  forged?: (request: Call) => Call;
}

const withHeader = (name: string, value: string) => (request: Call) => ({
  ...request,
  headers: { ...request.headers, [name]: value },
});
const withSearch = (from: string | RegExp, to: string) => (request: Call) => ({
  ...request,
  search: request.search?.replace(from, to),
});
const withBody = (body: Call['body']) => (request: Call) => ({ ...request, body });

const cases: Case[] = [
  {
    name: 'Slack',
    scheme: 'slack',
    request: () => sender.slack(SECRET, { token: 'a', challenge: CHALLENGE, type: 'url_verification' }),
    contentType: TEXT,
    body: CHALLENGE,
    forged: withHeader('X-Slack-Signature', `v0=${'0'.repeat(64)}`),
  },
  {
    name: 'Slack, certificate',
    scheme: 'slack',
    request: () => ({ body: 'ssl_check=1&token=gIkuvaNzQI', headers: FORM }),
    forged: withBody('ssl_check=1&token=gIkuvaNzQI&command=%2Fpay&text=all'),
  },
  {
    name: 'Discord, interactions',
    scheme: 'discord',
    secrets: [sender.DISCORD_PUBLIC_KEY],
    request: () => sender.discord({ id: '1', type: 1, version: 1 }),
    contentType: JSON_TYPE,
    body: '{"type":1}',
    forged: () => sender.discord({ id: '1', type: 1 }, Date.now(), generateKeyPairSync('ed25519').privateKey),
  },
  {
    name: 'Discord, webhook events',
    scheme: 'discord',
    secrets: [sender.DISCORD_PUBLIC_KEY],
    request: () => sender.discord({ version: 1, application_id: '1', type: 0 }),
    status: 204,
    forged: withHeader('X-Signature-Timestamp', '1'),
  },
  {
    name: 'Meta',
    scheme: 'meta',
    options: { verifyToken: 'meatyhamhock' },
    request: () => ({ search: 'hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=meatyhamhock' }),
    contentType: TEXT,
    body: '1158201444',
    forged: withSearch('meatyhamhock', 'meatyhamhocj'),
  },
  {
    name: 'Feishu, encrypted',
    scheme: 'feishu',
    options: { verificationToken: 'xxxxxx' },
    request: () => ({
      body: sender.feishuEncrypted(SECRET, { challenge: CHALLENGE, token: 'xxxxxx', type: 'url_verification' }),
    }),
    contentType: JSON_TYPE,
    body: `{"challenge":"${CHALLENGE}"}`,
    forged: withBody(sender.feishuEncrypted('mallory', { challenge: 'a', token: 'xxxxxx', type: 'url_verification' })),
  },
  {
    name: 'Feishu, plain',
    scheme: 'feishu',
    secrets: [],
    options: { verificationToken: 'xxxxxx' },
    request: () => ({ body: { challenge: CHALLENGE, token: 'xxxxxx', type: 'url_verification' } }),
    contentType: JSON_TYPE,
    body: `{"challenge":"${CHALLENGE}"}`,
    forged: withBody({ challenge: CHALLENGE, token: 'yyyyyy', type: 'url_verification' }),
  },
  {
    name: 'Feishu cards',
    scheme: 'feishu-card',
    request: () => ({ body: { challenge: CHALLENGE, token: SECRET, type: 'url_verification' } }),
    contentType: JSON_TYPE,
    body: `{"challenge":"${CHALLENGE}"}`,
    forged: withBody({ challenge: CHALLENGE, token: 'yyyyyy', type: 'url_verification' }),
  },
  {
    name: 'WeCom',
    scheme: 'wecom',
    options: { aesKey: AES_KEY, receiveId: 'wx1' },
    request: () => {
      const { search, encrypted } = wecom();
      return { search: `${search}&echostr=${encodeURIComponent(encrypted)}` };
    },
    contentType: TEXT,
    body: '1616140317555161061',
    forged: withSearch(/msg_signature=[0-9a-f]{40}/, `msg_signature=${'0'.repeat(40)}`),
  },
  {
    name: 'LINE',
    scheme: 'line',
    request: () =>
      sender.hmacHeader('x-line-signature', SECRET, { destination: 'U8', events: [] }, { encoding: 'base64' }),
    forged: withHeader('x-line-signature', 'AAAA'),
  },
  {
    name: 'Notion',
    scheme: 'notion',
    secrets: [],
    request: () => ({ body: { verification_token: NOTION_TOKEN } }),
    forged: withBody({ verification_token: NOTION_TOKEN, type: 'page.created' }),
  },
  {
    name: 'Zoom',
    scheme: 'zoom',
    request: () =>
      sender.zoom(SECRET, { payload: { plainToken: 'qgg8vlvZRS6UYooatFL8Aw' }, event: 'endpoint.url_validation' }),
    contentType: JSON_TYPE,
    body: JSON.stringify({
      plainToken: 'qgg8vlvZRS6UYooatFL8Aw',
      encryptedToken: hmac(SECRET, 'qgg8vlvZRS6UYooatFL8Aw', 'hex'),
    }),
    forged: withHeader('x-zm-signature', `v0=${'0'.repeat(64)}`),
  },
  {
    name: 'Twitch',
    scheme: 'twitch',
    request: () =>
      sender.twitch(SECRET, 'webhook_callback_verification', { challenge: 'pogchamp-kappa-360noscope-vohiyo' }),
    contentType: TEXT,
    body: 'pogchamp-kappa-360noscope-vohiyo',
    forged: withHeader('Twitch-Eventsub-Message-Id', 'other'),
  },
  {
    name: 'Dropbox',
    scheme: 'dropbox',
    request: () => ({ search: 'challenge=aB3-_9' }),
    contentType: TEXT,
    body: 'aB3-_9',
    header: ['x-content-type-options', 'nosniff'],
  },
  {
    name: 'X',
    scheme: 'x-twitter',
    request: () => ({ search: 'crc_token=MGMxNzgx' }),
    contentType: JSON_TYPE,
    body: `{"response_token":"sha256=${hmac(SECRET, 'MGMxNzgx', 'base64')}"}`,
    forged: withSearch('MGMxNzgx', '%7B%7D'),
  },
  {
    name: 'Microsoft Graph',
    scheme: 'msgraph',
    request: () => ({ method: 'POST', search: `validationToken=${encodeURIComponent(GRAPH_TOKEN)}` }),
    contentType: TEXT,
    body: GRAPH_TOKEN,
    header: ['x-content-type-options', 'nosniff'],
    forged: withSearch(/=.*/, '=%3Cscript%3Ealert(1)%3C%2Fscript%3E'),
  },
  {
    name: 'Asana',
    scheme: 'asana',
    secrets: [],
    request: () => ({ method: 'POST', headers: { 'X-Hook-Secret': HOOK_SECRET } }),
    header: ['x-hook-secret', HOOK_SECRET],
    forged: withBody('{"events":[{"action":"added"}]}'),
  },
  {
    name: 'Asana, heartbeat',
    scheme: 'asana',
    request: () => sender.hmacHeader('X-Hook-Signature', SECRET, { events: [] }),
    forged: withHeader('X-Hook-Signature', '0'.repeat(64)),
  },
  {
    name: 'WooCommerce',
    scheme: 'woocommerce',
    request: () => ({ body: 'webhook_id=17', headers: FORM }),
    forged: withBody('webhook_id=17&total=1'),
  },
  { name: 'Trello', scheme: 'trello', request: () => ({ method: 'HEAD' }) },
  { name: 'Intercom', scheme: 'intercom', request: () => ({ method: 'HEAD' }) },
  {
    name: 'Bitbucket Data Center',
    scheme: 'bitbucket',
    request: () => ({ body: '{"test":true}', headers: { 'X-Event-Key': 'diagnostics:ping' } }),
    forged: withBody('{"test":true,"changes":[]}'),
  },
  {
    name: 'PagerDuty',
    scheme: 'pagerduty',
    request: () =>
      sender.hmacHeader('X-PagerDuty-Signature', SECRET, { event: { event_type: 'pagey.ping' } }, { prefix: 'v1=' }),
    forged: withHeader('X-PagerDuty-Signature', `v1=${'0'.repeat(64)}`),
  },
  {
    name: 'AWS SNS',
    scheme: 'aws-sns',
    secrets: [SNS_KEY],
    request: sns,
    forged: (request) => ({ ...request, body: String(request.body).replace('MyTopic"', 'YourTopic"') }),
  },
];

describe('handshakes', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp();
  });
  afterAll(() => test.stop());

  const create = ({ scheme, secrets = [SECRET], options }: Pick<Case, 'scheme' | 'secrets' | 'options'>) =>
    endpoint({ type: 'signature', scheme, secrets, options });
  const endpoint = (verification: Verification) => test.createWorkflow({ enabled: true, config: { verification } });
  const address = ({ key }: WorkflowModel) => `${test.url}/api/webhooks/${key}`;
  /** The states of all rows of an endpoint, as soon as there is one: they are written behind the scenes. */
  const states = ({ key }: WorkflowModel): Promise<string[]> =>
    test.until(async () => {
      const rows = await test.app.db.getRepository('webhookDeliveries').find({ filter: { workflowKey: key } });
      return rows.length > 0 && rows.map((row: { state: string }) => row.state);
    });
  const notices = async ({ key }: WorkflowModel) => {
    const response = await supertest(test.server).get(`/api/webhookEndpoints:get?filterByTk=${key}`);
    return response.body.data.notices.map(({ key: name, value }: { key: string; value: string }) => [name, value]);
  };

  describe.each(cases)('$name', (one) => {
    const { request, status = 200, contentType = null, body = '', header, forged } = one;

    it('is answered to the byte and recorded, and runs nothing', async () => {
      const workflow = await create(one);
      const answer = await call(address(workflow), request());
      expect([answer.status, answer.contentType, answer.body]).toEqual([status, contentType, body]);
      if (header) expect(answer.headers.get(header[0])).toBe(header[1]);
      expect(answer.headers.get('x-webhook-delivery')).toMatch(/^[0-9a-f-]{36}$/);
      expect(await states(workflow)).toEqual(['handshake']);
      expect(await test.executions(workflow)).toEqual([]);
    });

    it('is refused with 401 when it is forged, and runs nothing', async () => {
      const workflow = await create(one);
      const answer = await call(address(workflow), (forged ?? withBodyOfEvent)(request()));
      expect([answer.status, answer.headers.get('x-hook-secret')]).toEqual([401, null]);
      expect(await states(workflow)).toEqual(['refused']);
      expect(await test.executions(workflow)).toEqual([]);
    });
  });

  it('DingTalk is told "success" in the form that its own library reads', async () => {
    const workflow = await create({ scheme: 'dingtalk', options: { aesKey: AES_KEY, appKey: 'suite1' } });
    const { search, encrypted } = dingtalk();
    const answer = await call(address(workflow), { search, body: { encrypt: encrypted } });
    expect([answer.status, answer.contentType]).toEqual([200, JSON_TYPE]);
    const { msg_signature, timeStamp, nonce, encrypt, ...rest } = JSON.parse(answer.body);
    const library = new DingTalkEncryptor(SECRET, AES_KEY, 'suite1');
    expect(library.getDecryptMsg(msg_signature, timeStamp, nonce, encrypt)).toBe('success');
    expect(rest).toEqual({});
    expect(await states(workflow)).toEqual(['handshake']);
    expect(await test.executions(workflow)).toEqual([]);
  });

  it.each([
    ['asana', ['X-Hook-Secret', HOOK_SECRET]],
    ['notion', ['verification_token', NOTION_TOKEN]],
    ['aws-sns', ['SubscribeURL', SUBSCRIBE_URL]],
  ])('what %s hands over is shown to those who edit workflows, and nowhere else', async (scheme, notice) => {
    const one = cases.find((each) => each.scheme === scheme) as Case;
    const workflow = await create(one);
    await call(address(workflow), one.request());
    expect(await notices(workflow)).toEqual([notice]);
    // Bodies are bytes, and would be written as numbers.
    const inspect = (row: object) =>
      Object.values(row)
        .map((value) => (Buffer.isBuffer(value) ? value.toString() : JSON.stringify(value)))
        .join();
    const { key } = workflow;
    const find = (table: string, where: object) =>
      test.app.db.getModel(table).findAll({ raw: true, where: where as never });
    const rows = [await find('webhookDeliveries', { workflowKey: key }), await find('workflows', { key })];
    expect(rows.map(({ length }) => length)).toEqual([1, 1]);
    expect(
      rows
        .flat()
        .map((row) => inspect(row))
        .join(),
    ).not.toContain(notice[1]);
    const list = await supertest(test.server).get(`/api/webhookDeliveries:list?filter[workflowKey]=${workflow.key}`);
    expect(list.text).not.toContain(notice[1]);
  });

  it('a notice stays visible however many handshakes without one come after it', async () => {
    const workflow = await create({ scheme: 'asana' });
    await supertest(test.server).post(`/api/webhookEndpoints:expectHandshake?filterByTk=${workflow.key}`);
    await call(address(workflow), { method: 'POST', headers: { 'X-Hook-Secret': HOOK_SECRET } });
    const heartbeat = sender.hmacHeader('X-Hook-Signature', SECRET, { events: [] });
    for (let count = 0; count < 12; count += 1) await call(address(workflow), heartbeat);
    expect(await notices(workflow)).toEqual([['X-Hook-Secret', HOOK_SECRET]]);
  });

  it('a notice that can not be kept among too many is not acknowledged', async () => {
    const workflow = await create({ scheme: 'notion', secrets: [] });
    const answers = [];
    for (let count = 0; count < 12; count += 1) {
      answers.push(await call(address(workflow), { body: { verification_token: `token${count}` } }));
    }
    const rows = await test.app.db.getModel('webhookDeliveries').findAll({ where: { workflowKey: workflow.key } });
    const kept = rows.filter((row: { get(name: string): unknown }) => row.get('notice'));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(kept.length);
    expect(kept.length).toBeLessThan(12);
    const refused = answers.filter(({ status }) => status !== 200);
    expect(new Set(refused.map(({ status, headers }) => `${status} ${headers.get('retry-after')}`))).toEqual(
      new Set(['503 60']),
    );
  });

  it('the secret that was handed over verifies only after a person has entered it', async () => {
    const workflow = await create({ scheme: 'notion', secrets: [] });
    await call(address(workflow), { body: { verification_token: NOTION_TOKEN } });
    const event = sender.hmacHeader('X-Notion-Signature', NOTION_TOKEN, { id: '1', type: 'a' }, { prefix: 'sha256=' });
    expect((await call(address(workflow), event)).status).toBe(401);
    await supertest(test.server)
      .post(`/api/workflows:update?filterByTk=${workflow.id}`)
      .send({ config: { verification: { type: 'signature', scheme: 'notion', secrets: [NOTION_TOKEN] } } });
    expect((await call(address(workflow), event)).status).toBe(200);
  });

  describe('what looks like a handshake of a provider that is not configured', () => {
    const lookalikes: [string, Call][] = [
      ['Slack', { body: { type: 'url_verification', challenge: CHALLENGE } }],
      ['Feishu', { body: { type: 'url_verification', challenge: CHALLENGE, token: '' } }],
      ['Discord', { body: { type: 1 } }],
      ['Zoom', { body: { event: 'endpoint.url_validation', payload: { plainToken: 'a' } } }],
      ['Notion', { body: { verification_token: NOTION_TOKEN } }],
      ['Asana', { body: {}, headers: { 'X-Hook-Secret': HOOK_SECRET } }],
      ['WooCommerce', { body: 'webhook_id=1', headers: FORM }],
      ['Microsoft Graph', { method: 'POST', search: 'validationToken=a' }],
      ['AWS SNS', { body: { Type: 'SubscriptionConfirmation', SubscribeURL: SUBSCRIBE_URL } }],
    ];

    it.each(lookalikes)('of %s is an event where nothing is verified', async (_name, lookalike) => {
      const workflow = await endpoint({ type: 'none' });
      const answer = await call(address(workflow), lookalike);
      expect([answer.status, answer.body]).toEqual([200, 'ok']);
      expect(answer.headers.get('x-hook-secret')).toBeNull();
      await test.until(async () => (await test.executions(workflow)).length === 1);
      expect(await states(workflow)).not.toContain('handshake');
    });

    it.each(lookalikes)('of %s is refused where another scheme or a token is asked for', async (_name, lookalike) => {
      for (const verification of [
        { type: 'signature', scheme: 'github', secrets: [SECRET] },
        { type: 'bearer', tokens: [SECRET] },
      ] satisfies Verification[]) {
        const workflow = await endpoint(verification);
        expect((await call(address(workflow), lookalike)).status).toBe(401);
        expect(await test.executions(workflow)).toEqual([]);
        expect(await states(workflow)).toEqual(['refused']);
      }
    });

    it.each([
      ['GET', 'challenge=a'],
      ['GET', 'hub.mode=subscribe&hub.challenge=1&hub.verify_token='],
      ['GET', 'crc_token=a'],
      ['GET', 'echostr=a'],
      ['HEAD', ''],
    ])('as %s ?%s is refused where only POST is accepted', async (method, search) => {
      const workflow = await endpoint({ type: 'none' });
      expect((await call(address(workflow), { method, search })).status).toBe(405);
    });
  });
});

/** Where nothing is signed, the handshake with an event beside it. */
function withBodyOfEvent(request: Call): Call {
  return { ...request, method: 'POST', body: { event: 1 } };
}
