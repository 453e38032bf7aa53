import type { VectorCase } from '../../__tests__/helpers/vectors';
import { ed25519PublicKey, ed25519Sign } from './ed25519';
import { feishuCardCases, feishuCases } from './feishu';
import { requestCase, type Parts } from './request-case';
import { hmac } from './sign';
import { NOW } from './timestamps';

const SECONDS = String(NOW / 1000);
const TEXT = 'text/plain; charset=utf-8';
const JSON_REPLY = 'application/json; charset=utf-8';
const FORM: [string, string] = ['Content-Type', 'application/x-www-form-urlencoded'];
const CHALLENGE = '3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P';

type Rest = Partial<VectorCase>;
const text = (body: string): Rest => ({ reply: { status: 200, contentType: TEXT, body } });
const json = (value: unknown): Rest => ({
  reply: { status: 200, contentType: JSON_REPLY, body: JSON.stringify(value) },
});
const empty = (status: number): Rest => ({ reply: { status, body: '' } });

/** Signs a body as Slack and Zoom do. */
const v0 = (secret: string, names: [string, string], body: string, time = SECONDS): [string, string][] => [
  [names[0], `v0=${hmac('sha256', secret, 'hex', `v0:${time}:${body}`)}`],
  [names[1], time],
];

function slack(): VectorCase[] {
  const source = 'docs.slack.dev, url_verification and slash commands; npm @slack/bolt, HTTPModuleFunctions';
  const signed = (body: string, headers: [string, string][]): Parts => ({
    body,
    headers: [
      ...headers,
      ...v0('8f742231b10e8888abcd99yyyzzz85a5', ['X-Slack-Signature', 'X-Slack-Request-Timestamp'], body),
    ],
  });
  const json_: [string, string] = ['Content-Type', 'application/json'];
  const challenge = JSON.stringify({ token: 'x', challenge: CHALLENGE, type: 'url_verification' });
  const event = JSON.stringify({ type: 'event_callback', event_id: 'Ev08MFMKH6', event: { type: 'app_mention' } });
  const command = 'token=gIkuvaNzQI&command=%2Fweather&text=94070&trigger_id=13345224609.738474920';
  const refused = (name: string, parts: Parts) => requestCase(name, 'refused', source, parts);
  const bare = (body: string, headers: [string, string][] = [FORM]): Parts => ({ body, headers });
  return [
    requestCase('handshake', 'handshake', source, signed(challenge, [json_]), text(CHALLENGE)),
    refused('handshake without a signature', bare(challenge, [json_])),
    refused('handshake with the signature of another body', {
      ...signed(event, [json_]),
      body: challenge,
    }),
    refused(
      'signed handshake with a script as its challenge',
      signed(challenge.replace(CHALLENGE, '<script>alert(1)</script>'), [json_]),
    ),
    requestCase('event', 'verified', source, signed(event, [json_]), {
      identity: { idempotencyKey: 'Ev08MFMKH6', eventType: 'app_mention' },
    }),
    requestCase('slash command', 'verified', source, signed(command, [FORM]), {
      identity: { idempotencyKey: '13345224609.738474920', eventType: '/weather' },
    }),
    requestCase('certificate check', 'handshake', source, bare('ssl_check=1&token=gIkuvaNzQI'), empty(200)),
    refused('certificate check that carries a command', bare(`ssl_check=1&${command}`)),
    refused(
      'certificate check that carries a payload',
      bare('ssl_check=1&payload=%7B%22type%22%3A%22block_actions%22%7D'),
    ),
    refused('certificate check as JSON', bare('{"ssl_check":"1"}', [json_])),
    refused('version of the signature is not v0', {
      ...signed(event, [json_]),
      headers: signed(event, [json_]).headers?.map(([name, value]) => [name, value.replace('v0=', 'v1=')]),
    }),
  ];
}

function discord(): VectorCase[] {
  const source = 'docs.discord.com, "Interactions overview" and "Webhook events"';
  const signed = (value: object, seed = 1): Parts => {
    const body = JSON.stringify(value);
    const signature = ed25519Sign(seed, Buffer.from(SECONDS + body));
    return {
      body,
      headers: [
        ['Content-Type', 'application/json'],
        ['X-Signature-Ed25519', signature],
        ['X-Signature-Timestamp', SECONDS],
      ],
    };
  };
  const ping = { id: '1', application_id: '2', type: 1, version: 1 };
  const eventPing = { version: 1, application_id: '2', type: 0 };
  const command = { id: '786008729715212338', type: 2, data: { name: 'cardsearch' } };
  const event = { version: 1, application_id: '2', type: 1, event: { type: 'APPLICATION_AUTHORIZED', data: {} } };
  return [
    requestCase('PING of an interaction', 'handshake', source, signed(ping), json({ type: 1 })),
    requestCase('PING of webhook events', 'handshake', source, signed(eventPing), empty(204)),
    requestCase('PING with a wrong signature, as Discord sends on purpose', 'refused', source, signed(ping, 3)),
    requestCase('PING of webhook events with a wrong signature', 'refused', source, signed(eventPing, 3)),
    requestCase('PING without a signature', 'refused', source, { body: ping }),
    requestCase('command', 'verified', source, signed(command), {
      identity: { idempotencyKey: '786008729715212338', eventType: '2' },
    }),
    requestCase('webhook event', 'verified', source, signed(event), {
      identity: { idempotencyKey: null, eventType: 'APPLICATION_AUTHORIZED' },
    }),
    requestCase('public key in upper case', 'verified', source, signed(command), {
      config: { secrets: [ed25519PublicKey(1).toUpperCase()] },
    }),
  ];
}

function meta(): VectorCase[] {
  const source = 'developers.facebook.com, "Webhooks: Getting started", "Verification requests"';
  const search = 'hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=meatyhamhock';
  const refused = (name: string, changed: string, rest: Rest = {}) =>
    requestCase(name, 'refused', source, { search: changed }, rest);
  return [
    requestCase('handshake', 'handshake', source, { search }, text('1158201444')),
    refused('handshake with a wrong token', search.replace('meatyhamhock', 'meatyhamhocj')),
    refused('handshake with a shorter token', search.slice(0, -1)),
    refused('handshake with a longer token', `${search}s`),
    refused('handshake without a token', search.slice(0, search.lastIndexOf('&'))),
    refused('handshake with an empty token', search.replace('meatyhamhock', '')),
    refused('handshake with the token twice', `${search}&hub.verify_token=meatyhamhock`),
    refused('handshake without a challenge', search.replace('hub.challenge', 'challenge')),
    refused('handshake with a script as its challenge', search.replace('1158201444', '%3Cscript%3E')),
    refused('handshake while no token is set', search, { config: { secrets: ['app-secret-0123456789abcdef'] } }),
    refused('handshake with an empty token while none is set', search.replace('meatyhamhock', ''), {
      config: { secrets: ['app-secret-0123456789abcdef'], options: { verifyToken: '' } },
    }),
    refused('GET of another mode', search.replace('subscribe', 'unsubscribe')),
    requestCase('handshake as POST', 'refused', source, { method: 'POST', search }),
  ];
}

function notion(): VectorCase[] {
  const source = 'developers.notion.com, "Webhooks"';
  const none = { config: { secrets: [] } };
  const token = { verification_token: 'secret_tMrlL1qK5vuQAh1b6cZGhFChZTSYJlce98V0pYn7yBl' };
  const signed: [string, string][] = [['X-Notion-Signature', `sha256=${'0'.repeat(64)}`]];
  return [
    requestCase('handshake', 'handshake', source, { body: token }, { ...none, ...empty(200) }),
    requestCase('handshake of a further subscription', 'handshake', source, { body: token }, empty(200)),
    requestCase(
      'handshake that carries an event',
      'refused',
      source,
      { body: { ...token, type: 'page.created' } },
      none,
    ),
    requestCase('handshake with a wrong signature', 'refused', source, { body: token, headers: signed }),
    requestCase(
      'handshake with a script for a token',
      'refused',
      source,
      { body: { verification_token: '<b>' } },
      none,
    ),
    requestCase('event before the token has been entered', 'refused', source, { body: { type: 'page.created' } }, none),
  ];
}

function zoom(): VectorCase[] {
  const source = 'developers.zoom.us, "Using webhooks", "Validate your webhook endpoint"';
  const plainToken = 'qgg8vlvZRS6UYooatFL8Aw';
  const body = JSON.stringify({ payload: { plainToken }, event_ts: NOW, event: 'endpoint.url_validation' });
  const headers = (secret: string, of = body): [string, string][] => [
    ['Content-Type', 'application/json'],
    ...v0(secret, ['x-zm-signature', 'x-zm-request-timestamp'], of),
  ];
  const answer = (secret: string) => json({ plainToken, encryptedToken: hmac('sha256', secret, 'hex', plainToken) });
  const first = 'zoom-secret-token';
  const bad = body.replace(plainToken, `v0:${SECONDS}:{}`);
  return [
    requestCase('handshake', 'handshake', source, { body, headers: headers(first) }, answer(first)),
    requestCase(
      'handshake with the second secret',
      'handshake',
      source,
      { body, headers: headers('second') },
      answer('second'),
    ),
    requestCase('handshake without a signature', 'refused', source, { body, headers: headers(first).slice(0, 1) }),
    requestCase('handshake with the signature of another body', 'refused', source, {
      body,
      headers: headers(first, '{}'),
    }),
    requestCase('handshake that would have an event signed', 'refused', source, {
      body: bad,
      headers: headers(first, bad),
    }),
  ];
}

function line(): VectorCase[] {
  const source = 'developers.line.biz, "Verify webhook URL"';
  const body = '{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}';
  const signature = (of: string): [string, string][] => [
    ['x-line-signature', hmac('sha256', '8c570fa6dd201bb328f1c1eac23a96d8', 'base64', of)],
  ];
  return [
    requestCase('verify button', 'handshake', source, { body, headers: signature(body) }, empty(200)),
    requestCase('verify button without a signature', 'refused', source, { body }),
    requestCase('verify button with the signature of another body', 'refused', source, {
      body,
      headers: signature('{}'),
    }),
  ];
}

function twitch(): VectorCase[] {
  const source = 'dev.twitch.tv, "Handling webhook events"';
  const time = '2023-11-14T22:13:20.634234626Z';
  const challenge = 'pogchamp-kappa-360noscope-vohiyo';
  const parts = (value: object, type: string, secret = 's3cre77890ab'): Parts => {
    const body = JSON.stringify(value);
    return {
      body,
      headers: [
        ['Content-Type', 'application/json'],
        ['Twitch-Eventsub-Message-Id', 'id-1'],
        ['Twitch-Eventsub-Message-Timestamp', time],
        ['Twitch-Eventsub-Message-Type', type],
        ['Twitch-Eventsub-Message-Signature', `sha256=${hmac('sha256', secret, 'hex', `id-1${time}${body}`)}`],
      ],
    };
  };
  const verification = 'webhook_callback_verification';
  const body = { challenge, subscription: { id: 'f1c2a387-161a-49f9-a165-0f21d7a4e1c4' } };
  return [
    requestCase('handshake', 'handshake', source, parts(body, verification), text(challenge)),
    requestCase('handshake with a wrong signature', 'refused', source, parts(body, verification, 'wrong-secret')),
    requestCase('timestamp with nanoseconds', 'verified', source, parts({ event: {} }, 'notification')),
    requestCase('revocation', 'verified', source, parts({ subscription: {} }, 'revocation')),
  ];
}

function xTwitter(): VectorCase[] {
  const source = 'docs.x.com, "Securing webhooks", "Challenge-Response Checks"';
  const token = 'MGMxNzgxYjQtZTRlMy00ZTYwLWI2ZTYtM2Y5OGMyOWZiMjk0';
  const signature = hmac('sha256', 'consumer-secret', 'base64', token);
  const replayed: Parts = { body: token, headers: [['x-twitter-webhooks-signature', `sha256=${signature}`]] };
  return [
    requestCase(
      'handshake',
      'handshake',
      source,
      { search: `crc_token=${token}` },
      json({ response_token: `sha256=${signature}` }),
    ),
    requestCase('GET without a token', 'refused', source, {}),
    requestCase('token that is an event', 'refused', source, { search: 'crc_token=%7B%22a%22%3A1%7D' }),
    requestCase('token twice', 'refused', source, { search: `crc_token=${token}&crc_token=a` }),
    requestCase('signed token sent again as an event', 'refused', source, replayed),
  ];
}

/** Cases beside the battery, above all the handshakes. */
export const chatCases: ReadonlyMap<string, () => VectorCase[]> = new Map([
  ['slack', slack],
  ['discord', discord],
  ['feishu', feishuCases],
  ['feishu-card', feishuCardCases],
  ['meta', meta],
  ['notion', notion],
  ['zoom', zoom],
  ['line', line],
  ['twitch', twitch],
  ['x-twitter', xTwitter],
]);
