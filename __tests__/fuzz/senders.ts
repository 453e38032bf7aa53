import { createHmac } from 'node:crypto';
import type { WebhookConfig } from '../../src/common/WebhookConfig';
import { encryptMessage, messageSignature } from '../../src/server/crypto/message-crypto';
import { addNode } from '../helpers/add-node';
import type { TestApp } from '../helpers/start-app';
import { formBody, jsonValue, multipartBody, xmlBody } from './bodies';
import type { FuzzRequest, Sender } from './FuzzRequest';
import type { Random } from './Random';

const AES_KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';

/** What no answer may ever hold. */
export const SECRETS = { bearer: 'bearer-token-of-the-fuzz', github: 'github-secret-of-the-fuzz', wecom: 'wecomtoken' };

type Parts = { method?: string; target?: string; headers?: [string, string][]; body?: string | Buffer };

/** Enabled workflows of several kinds, each with its sender. */
export async function makeSenders(test: TestApp, random: Random): Promise<Sender[]> {
  const senders: Sender[] = [];
  const add = async (name: string, config: WebhookConfig, make: () => Parts, expected = 200) => {
    const workflow = await test.createWorkflow({
      title: name,
      enabled: true,
      config: { path: `fuzz/${name}`, ...config },
    });
    senders.push({ name, expected, make: () => complete(`/api/webhooks/fuzz/${name}`, make()) });
    return workflow;
  };
  const json = (): string => JSON.stringify(jsonValue(random));
  // Runs take longest, so that most of what is good only repeats what has run.
  const deduplication = { source: 'header', key: 'X-Id' } as const;
  const id = (): [string, string] => ['X-Id', String(random.below(500))];

  await add('none', { methods: ['GET', 'POST'], deduplication }, () => ({ headers: [id()], body: json() }));
  await add('bearer', { verification: { type: 'bearer', tokens: [SECRETS.bearer] } }, () => ({
    headers: [['Authorization', `Bearer ${SECRETS.bearer}`]],
    body: json(),
  }));
  await add('github', { verification: { type: 'signature', scheme: 'github', secrets: [SECRETS.github] } }, () =>
    github(random, json()),
  );
  await add(
    'wecom',
    {
      verification: {
        type: 'signature',
        scheme: 'wecom',
        secrets: [SECRETS.wecom],
        options: { aesKey: AES_KEY, receiveId: 'corp' },
      },
    },
    () => wecom(random),
  );
  await add('slack', { verification: { type: 'signature', scheme: 'slack', secrets: [SECRETS.github] } }, () =>
    slack(random, random.chance(0.5) ? json() : `payload=${encodeURIComponent(json())}&${formBody(random)}`),
  );
  await add('mailgun', { verification: { type: 'signature', scheme: 'mailgun', secrets: [SECRETS.github] } }, () =>
    mailgun(random),
  );
  await add(
    'custom',
    {
      verification: {
        type: 'signature',
        scheme: 'custom',
        secrets: [SECRETS.github],
        custom: {
          signature: { from: 'body', name: 'sign' },
          algorithm: 'hmac-sha256',
          signedContent: '{body.id}|{body.amount}|{body.note?}',
        },
      },
      deduplication: { source: 'body', key: 'id' },
    },
    () => custom(random),
  );
  await add('multipart', { maxBodySize: 65_536, deduplication }, () => {
    const boundary = `b${random.hex(20)}`;
    const headers: [string, string][] = [id(), ['Content-Type', `multipart/form-data; boundary=${boundary}`]];
    return { headers, body: multipartBody(random, boundary) };
  });
  await add('xml', { format: 'xml', rawBody: true, deduplication }, () => ({
    headers: [id(), ['Content-Type', 'text/xml']],
    body: `<?xml version="1.0"?>${xmlBody(random)}`,
  }));
  await add('form', { maxBodySize: 2_048, deduplication }, () => ({
    headers: [id(), ['Content-Type', 'application/x-www-form-urlencoded']],
    body: formBody(random),
  }));
  await add('cors', { cors: { origins: ['https://shop.example'] }, methods: ['POST', 'PUT'], deduplication }, () => ({
    headers: [id(), ['Origin', 'https://shop.example']],
    body: json(),
  }));
  await add(
    'preflight',
    { cors: { origins: ['*'] } },
    () => ({
      method: 'OPTIONS',
      headers: [
        ['Origin', 'https://shop.example'],
        ['Access-Control-Request-Method', 'POST'],
      ],
    }),
    204,
  );
  const body = JSON.stringify({ got: '{{$context.data}}' });
  const answering = await test.createWorkflow({
    title: 'sync',
    enabled: false,
    sync: true,
    config: { path: 'fuzz/sync' },
  });
  await addNode(test, answering, 'webhook-response', { status: 201, type: 'json', body });
  await answering.update({ enabled: true });
  senders.push({ name: 'sync', expected: 201, make: () => complete('/api/webhooks/fuzz/sync', { body: json() }) });
  return senders;
}

function complete(path: string, { method = 'POST', target = path, headers = [], body = '' }: Parts): FuzzRequest {
  const typed = headers.some(([name]) => name === 'Content-Type');
  const type: [string, string][] = typed || !body ? [] : [['Content-Type', 'application/json']];
  return { method, target, headers: [['Host', 'localhost'], ...type, ...headers], body: Buffer.from(body) };
}

function github(random: Random, body: string): Parts {
  const signature = createHmac('sha256', SECRETS.github).update(body).digest('hex');
  return {
    headers: [
      ['X-Hub-Signature-256', `sha256=${signature}`],
      ['X-GitHub-Delivery', random.hex(32)],
      ['X-GitHub-Event', 'push'],
    ],
    body,
  };
}

function wecom(random: Random): Parts {
  const message = `<xml><MsgType>text</MsgType><MsgId>${random.hex(16)}</MsgId></xml>`;
  const encrypted = encryptMessage(AES_KEY, message, 'corp', random.bytes(16));
  const [timestamp, nonce] = [String(Math.floor(Date.now() / 1_000)), random.hex(8)];
  const signature = messageSignature(SECRETS.wecom, timestamp, nonce, encrypted).toString('hex');
  return {
    target: `/api/webhooks/fuzz/wecom?msg_signature=${signature}&timestamp=${timestamp}&nonce=${nonce}`,
    headers: [['Content-Type', 'text/xml']],
    body: `<xml><ToUserName>corp</ToUserName><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`,
  };
}

function slack(random: Random, body: string): Parts {
  const time = String(Math.floor(Date.now() / 1_000) - random.below(100));
  const signature = createHmac('sha256', SECRETS.github).update(`v0:${time}:${body}`).digest('hex');
  return {
    headers: [
      ['X-Slack-Request-Timestamp', time],
      ['X-Slack-Signature', `v0=${signature}`],
      ['Content-Type', random.pick(['application/json', 'application/x-www-form-urlencoded'])],
    ],
    body,
  };
}

function mailgun(random: Random): Parts {
  const [timestamp, token] = [String(Math.floor(Date.now() / 1_000)), random.hex(50)];
  const signature = createHmac('sha256', SECRETS.github).update(`${timestamp}${token}`).digest('hex');
  const fields = { timestamp, token, signature };
  if (random.chance(0.3)) return { body: JSON.stringify({ signature: fields, 'event-data': { id: random.hex(8) } }) };
  if (random.chance(0.5)) {
    const headers: [string, string][] = [['Content-Type', 'application/x-www-form-urlencoded']];
    return { headers, body: new URLSearchParams(fields).toString() };
  }
  const parts = Object.entries(fields).map(
    ([name, value]) => `--boundary\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return {
    headers: [['Content-Type', 'multipart/form-data; boundary=boundary']],
    body: `${parts.join('')}--boundary--`,
  };
}

function custom(random: Random): Parts {
  const [id, amount] = [`82025227314455${random.below(100_000)}`, '10.50'];
  const sign = createHmac('sha256', SECRETS.github).update(`${id}|${amount}|`).digest('hex');
  return { body: `{"id":${id},"amount":${amount},"sign":"${sign}"}` };
}
