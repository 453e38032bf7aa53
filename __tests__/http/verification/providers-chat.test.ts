import { generateKeyPairSync } from 'node:crypto';
import { AESCipher, EventDispatcher, LoggerLevel } from '@larksuiteoapi/node-sdk';
import { validateSignature } from '@line/bot-sdk';
import { signWebhookPayload } from '@notionhq/client';
import { verifySlackRequest } from '@slack/bolt';
import { verifyKey } from 'discord-interactions';
import { call, type Call } from '../../helpers/call';
import { DingTalkEncryptor } from '../../helpers/dingtalk-library';
import * as sender from '../../helpers/senders-chat';
import { startApp, type TestApp } from '../../helpers/start-app';

const SECRET = 'correct horse battery staple';
const AES_KEY = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C';
const EVENT = { id: 'evt_1', text: '你好 🎉 <b>&amp;</b>', amount: 1 };
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };
const FEISHU_EVENT = {
  schema: '2.0',
  header: { event_id: '5e3702a8', event_type: 'im.message.receive_v1', token: 'xxxxxx' },
  event: EVENT,
};
const WECOM_MESSAGE =
  '<xml><ToUserName><![CDATA[wx1]]></ToUserName><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[你好 <MsgId>1</MsgId>]]></Content><MsgId>4561255354251345929</MsgId></xml>';
const GITHUB_LIKE = { 'X-Hub-Signature-256': `sha256=${'0'.repeat(64)}` };

interface Case {
  name: string;
  scheme: string;
  secrets?: string[];
  options?: Record<string, string>;
  /** as the provider sends it, made or accepted by the provider's own library where there is one */
  request: () => Call | Promise<Call>;
  /** what the workflow gets */
  data: unknown;
  delivery?: Record<string, unknown>;
  /** the answer that the provider wants to hear */
  answer?: (body: string) => void;
  /** the same from somebody without the secret */
  forged: () => Call | Promise<Call>;
}

const says = (text: string) => (body: string) => expect(body).toBe(text);
const header = (request: Call, name: string) => request.headers?.[name] ?? '';
const wecom = (token: string, to = 'wx1'): Call => {
  const { search, encrypted } = sender.sealed(token, AES_KEY, to, WECOM_MESSAGE, String(Math.floor(Date.now() / 1000)));
  return {
    search,
    body: `<xml><ToUserName><![CDATA[wx1]]></ToUserName><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`,
    headers: { 'Content-Type': 'text/xml' },
  };
};
const robot = (secret: string): Call => {
  const timestamp = String(Date.now());
  const { headers } = sender.hmacHeader('sign', secret, `${timestamp}\n${secret}`, { encoding: 'base64' });
  return { body: { ...EVENT, msgId: 'msg1', msgtype: 'text' }, headers: { ...headers, timestamp } };
};
const dingtalk = (token: string, receiver = 'suite1'): Call => {
  const library = new DingTalkEncryptor(token, AES_KEY, receiver);
  const { timeStamp, encrypt, ...query } = library.getEncryptedMap(
    JSON.stringify({ EventType: 'user_add_org', ...EVENT }),
    String(Date.now()),
    'nonce',
  );
  return { search: new URLSearchParams({ ...query, timestamp: timeStamp }).toString(), body: { encrypt } };
};

const cases: Case[] = [
  {
    name: 'Slack, event',
    scheme: 'slack',
    request: () => {
      const request = sender.slack(SECRET, { event_id: 'Ev1', event: { type: 'app_mention' }, ...EVENT });
      verifySlackRequest({
        signingSecret: SECRET,
        body: String(request.body),
        headers: {
          'x-slack-signature': header(request, 'X-Slack-Signature'),
          'x-slack-request-timestamp': Number(header(request, 'X-Slack-Request-Timestamp')),
        },
      });
      return request;
    },
    data: { event_id: 'Ev1', event: { type: 'app_mention' }, ...EVENT },
    delivery: { idempotencyKey: 'Ev1', eventType: 'app_mention' },
    forged: () => sender.slack('other', EVENT),
  },
  {
    name: 'Slack, slash command',
    scheme: 'slack',
    request: () => sender.slack(SECRET, 'command=%2Fweather&text=K%C3%B6ln+94070&trigger_id=13345.7', Date.now(), FORM),
    data: { command: '/weather', text: 'Köln 94070', trigger_id: '13345.7' },
    delivery: { idempotencyKey: '13345.7', eventType: '/weather' },
    answer: says(''),
    forged: () => sender.slack(SECRET, 'command=%2Fweather', Date.now() - 301_000, FORM),
  },
  {
    name: 'Discord, command',
    scheme: 'discord',
    secrets: [sender.DISCORD_PUBLIC_KEY],
    request: async () => {
      const request = sender.discord({ ...EVENT, type: 2 });
      const [signature, time] = ['X-Signature-Ed25519', 'X-Signature-Timestamp'].map((name) => header(request, name));
      expect(await verifyKey(String(request.body), signature, time, sender.DISCORD_PUBLIC_KEY)).toBe(true);
      return request;
    },
    data: { ...EVENT, type: 2 },
    delivery: { idempotencyKey: 'evt_1', eventType: '2' },
    answer: says('{"type":5}'),
    forged: () => sender.discord({ ...EVENT, type: 2 }, Date.now(), generateKeyPairSync('ed25519').privateKey),
  },
  {
    name: 'Telegram',
    scheme: 'telegram',
    request: () => ({
      body: { update_id: 815481231, ...EVENT },
      headers: { 'X-Telegram-Bot-Api-Secret-Token': SECRET },
    }),
    data: { update_id: 815481231, ...EVENT },
    delivery: { idempotencyKey: '815481231' },
    forged: () => ({ body: EVENT, headers: { 'X-Telegram-Bot-Api-Secret-Token': `${SECRET}x` } }),
  },
  {
    name: 'Meta',
    scheme: 'meta',
    options: { verifyToken: 'v' },
    // Meta escapes what is not ASCII, and slashes.
    request: () =>
      sender.hmacHeader('X-Hub-Signature-256', SECRET, '{"object":"page","t":"\\u4f60\\u597d <\\/b>"}', {
        prefix: 'sha256=',
      }),
    data: { object: 'page', t: '你好 </b>' },
    delivery: { eventType: 'page' },
    forged: () => sender.hmacHeader('X-Hub-Signature', SECRET, EVENT, { prefix: 'sha256=' }),
  },
  {
    name: 'Feishu, encrypted',
    scheme: 'feishu',
    options: { verificationToken: 'xxxxxx' },
    request: async () => {
      const encrypted = sender.feishuEncrypted(SECRET, FEISHU_EVENT);
      expect(new AESCipher(SECRET).decrypt(encrypted.encrypt)).toBe(JSON.stringify(FEISHU_EVENT));
      const request = sender.feishu(SECRET, encrypted);
      const headers = Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]);
      const dispatcher = new EventDispatcher({ encryptKey: SECRET, loggerLevel: LoggerLevel.fatal });
      const data = Object.assign(Object.create({ headers: Object.fromEntries(headers) }), encrypted);
      expect(await dispatcher.invoke(data)).toBeDefined();
      return request;
    },
    data: FEISHU_EVENT,
    delivery: { idempotencyKey: '5e3702a8', eventType: 'im.message.receive_v1' },
    answer: says('{}'),
    forged: () => sender.feishu('mallory', sender.feishuEncrypted(SECRET, FEISHU_EVENT)),
  },
  {
    name: 'Feishu, Verification Token alone',
    scheme: 'feishu',
    secrets: [],
    options: { verificationToken: 'xxxxxx' },
    request: () => ({ body: FEISHU_EVENT }),
    data: FEISHU_EVENT,
    answer: says('{}'),
    forged: () => ({ body: { ...FEISHU_EVENT, header: { ...FEISHU_EVENT.header, token: '' } } }),
  },
  {
    name: 'Feishu cards',
    scheme: 'feishu-card',
    request: () => sender.feishu(SECRET, EVENT, 'sha1'),
    data: EVENT,
    answer: says('{}'),
    forged: () => sender.feishu(SECRET, EVENT, 'sha256'),
  },
  {
    name: 'WeCom',
    scheme: 'wecom',
    options: { aesKey: AES_KEY, receiveId: 'wx1' },
    request: () => wecom(SECRET),
    data: expect.anything(),
    delivery: { idempotencyKey: '4561255354251345929', eventType: 'text' },
    answer: says('success'),
    forged: () => wecom(SECRET, 'wx2'),
  },
  {
    name: 'DingTalk',
    scheme: 'dingtalk',
    options: { aesKey: AES_KEY, appKey: 'suite1' },
    request: () => dingtalk(SECRET),
    data: { EventType: 'user_add_org', ...EVENT },
    delivery: { eventType: 'user_add_org' },
    answer: (body) => {
      const { msg_signature, timeStamp, nonce, encrypt } = JSON.parse(body);
      const library = new DingTalkEncryptor(SECRET, AES_KEY, 'suite1');
      expect(library.getDecryptMsg(msg_signature, timeStamp, nonce, encrypt)).toBe('success');
    },
    forged: () => dingtalk(SECRET, 'suite2'),
  },
  {
    name: 'DingTalk robot',
    scheme: 'dingtalk-robot',
    request: () => robot(SECRET),
    data: { ...EVENT, msgId: 'msg1', msgtype: 'text' },
    delivery: { idempotencyKey: 'msg1', eventType: 'text' },
    answer: says('{"msgtype":"empty"}'),
    forged: () => robot('mallory'),
  },
  {
    name: 'LINE',
    scheme: 'line',
    request: () => {
      const request = sender.hmacHeader('x-line-signature', SECRET, { events: [EVENT] }, { encoding: 'base64' });
      expect(validateSignature(String(request.body), SECRET, header(request, 'x-line-signature'))).toBe(true);
      return request;
    },
    data: { events: [EVENT] },
    forged: () => sender.hmacHeader('x-line-signature', SECRET, { events: [EVENT] }),
  },
  {
    name: 'Notion',
    scheme: 'notion',
    request: async () => {
      const body = JSON.stringify({ ...EVENT, type: 'page.created' });
      const signature = await signWebhookPayload({ body, verificationToken: SECRET });
      return { body, headers: { 'Content-Type': 'application/json', 'X-Notion-Signature': signature } };
    },
    data: { ...EVENT, type: 'page.created' },
    delivery: { idempotencyKey: 'evt_1', eventType: 'page.created' },
    forged: async () => {
      const body = JSON.stringify(EVENT);
      const signature = await signWebhookPayload({ body, verificationToken: 'other' });
      return { body, headers: { 'X-Notion-Signature': signature } };
    },
  },
  {
    name: 'Zoom',
    scheme: 'zoom',
    request: () => sender.zoom(SECRET, { ...EVENT, event: 'meeting.started' }),
    data: { ...EVENT, event: 'meeting.started' },
    delivery: { eventType: 'meeting.started' },
    forged: () => sender.zoom(SECRET, EVENT, Date.now() + 310_000),
  },
  {
    name: 'Twitch',
    scheme: 'twitch',
    request: () => sender.twitch(SECRET, 'notification', EVENT),
    data: EVENT,
    delivery: { eventType: 'channel.follow', idempotencyKey: expect.stringMatching(/^id-\d+$/) },
    forged: () => sender.twitch(SECRET, 'notification', EVENT, Date.now() - 601_000),
  },
  {
    name: 'X',
    scheme: 'x-twitter',
    request: () =>
      sender.hmacHeader('x-twitter-webhooks-signature', SECRET, EVENT, { prefix: 'sha256=', encoding: 'base64' }),
    data: EVENT,
    forged: () => sender.hmacHeader('x-twitter-webhooks-signature', SECRET, EVENT, { prefix: 'sha256=' }),
  },
  {
    name: 'Microsoft Graph',
    scheme: 'msgraph',
    secrets: [],
    options: { clientState: SECRET },
    request: () => ({ body: { value: [{ clientState: SECRET, changeType: 'created' }] } }),
    data: { value: [{ clientState: SECRET, changeType: 'created' }] },
    delivery: { eventType: 'created' },
    forged: () => ({ body: { value: [{ clientState: SECRET }, { clientState: 'x' }] } }),
  },
];

describe('messengers and collaboration tools', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp();
  });
  afterAll(() => test.stop());

  describe.each(cases)('$name', (one) => {
    const { scheme, secrets = [SECRET], options, request, data, delivery, answer = says('ok'), forged } = one;
    const create = (config = {}) =>
      test.createWorkflow({
        enabled: true,
        config: { verification: { type: 'signature', scheme, secrets, options }, ...config },
      });
    const address = (key: string) => `${test.url}/api/webhooks/${key}`;

    it('comes out as an execution', async () => {
      const workflow = await create();
      const reply = await call(address(workflow.key), await request());
      expect(reply.status).toBe(200);
      answer(reply.body);
      const { context } = await test.until(async () => (await test.executions(workflow))[0]);
      expect(context.data).toEqual(data);
      if (scheme === 'wecom') expect(JSON.stringify(context.data)).toContain('你好 <MsgId>1</MsgId>');
      expect(context.delivery).toMatchObject(delivery ?? {});
      if (scheme === 'telegram') expect(JSON.stringify(context)).not.toContain(SECRET);
    });

    it('a configured response wins over what the provider wants to hear', async () => {
      const workflow = await create({ response: { status: 202, body: 'mine' } });
      const reply = await call(address(workflow.key), await request());
      expect([reply.status, reply.body]).toEqual([202, 'mine']);
    });

    it('a text that was chosen and left empty is no response of its own', async () => {
      const workflow = await create({ response: { type: 'text', body: '' } });
      const reply = await call(address(workflow.key), await request());
      expect(reply.status).toBe(200);
      answer(reply.body);
    });

    it('forged, unsigned or signed in the way of another is refused', async () => {
      const workflow = await create();
      const valid = await request();
      const unsigned: Call = { body: { type: 'event' }, headers: { 'Content-Type': 'application/json' } };
      for (const wrong of [await forged(), unsigned, { ...unsigned, headers: GITHUB_LIKE }]) {
        expect((await call(address(workflow.key), { method: 'POST', ...wrong })).status).toBe(401);
      }
      expect((await call(address(workflow.key), { ...valid, method: 'PUT' })).status).toBe(405);
      expect(await test.executions(workflow)).toEqual([]);
    });
  });
});
