import { createHmac } from 'node:crypto';
import { findHandshake } from '../../helpers/providers';
import { type RequestParts, headerOf, inputOf, summary } from './input';

interface Case extends RequestParts {
  name: string;
  scheme: string;
  /** what the verifier has decrypted */
  payload?: string;
  expected: string | undefined;
}

const SLACK = {
  token: 'x',
  challenge: '3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P',
  type: 'url_verification',
};
const TWITCH = { 'twitch-eventsub-message-type': 'webhook_callback_verification' };
const SUBSCRIBE_URL =
  'https://sns.us-west-2.amazonaws.com/?Action=ConfirmSubscription&TopicArn=arn:aws:sns:us-west-2:123456789012:MyTopic&Token=2336412f37';
const SNS = { Type: 'SubscriptionConfirmation', SubscribeURL: SUBSCRIBE_URL };
const sns = (change: (url: string) => string) => ({ ...SNS, SubscribeURL: change(SUBSCRIBE_URL) });

const cases: Case[] = [
  { name: 'Slack', scheme: 'slack', body: SLACK, expected: `200 ${SLACK.challenge}` },
  { name: 'Slack, event', scheme: 'slack', body: { type: 'event_callback', challenge: 'a' }, expected: undefined },
  { name: 'Slack, no challenge', scheme: 'slack', body: { type: 'url_verification' }, expected: 'refused' },
  { name: 'Slack, script', scheme: 'slack', body: { ...SLACK, challenge: '<script>' }, expected: 'refused' },
  { name: 'Slack, oversize', scheme: 'slack', body: { ...SLACK, challenge: 'a'.repeat(4097) }, expected: 'refused' },
  {
    name: 'Slack, inherited type',
    scheme: 'slack',
    body: `{"__proto__":${JSON.stringify(SLACK)}}`,
    expected: undefined,
  },
  { name: 'Slack, GET', scheme: 'slack', method: 'GET', body: SLACK, expected: undefined },
  { name: 'Slack, form', scheme: 'slack', body: 'payload=%7B%7D', expected: undefined },

  {
    name: 'Twitch',
    scheme: 'twitch',
    headers: TWITCH,
    body: { challenge: 'pogchamp-kappa-360noscope-vohiyo' },
    expected: '200 pogchamp-kappa-360noscope-vohiyo',
  },
  {
    name: 'Twitch, notification',
    scheme: 'twitch',
    headers: { 'twitch-eventsub-message-type': 'notification' },
    body: { challenge: 'a' },
    expected: undefined,
  },
  {
    name: 'Twitch, revocation is an event',
    scheme: 'twitch',
    headers: { 'twitch-eventsub-message-type': 'revocation' },
    body: {},
    expected: undefined,
  },
  {
    name: 'Twitch, notification with another type header',
    scheme: 'twitch',
    headers: TWITCH,
    body: { event: {} },
    expected: 'refused',
  },

  {
    name: 'Discord interaction ping',
    scheme: 'discord',
    body: { type: 1, id: '1', token: 't' },
    expected: '200 {"type":1}',
  },
  {
    name: 'Discord webhook event ping',
    scheme: 'discord',
    body: { version: 1, application_id: '1', type: 0 },
    expected: '204',
  },
  { name: 'Discord command', scheme: 'discord', body: { type: 2 }, expected: undefined },
  {
    name: 'Discord webhook event',
    scheme: 'discord',
    body: { type: 1, event: { type: 'ENTITLEMENT_CREATE' } },
    expected: undefined,
  },
  { name: 'Discord, type as text', scheme: 'discord', body: { type: '1' }, expected: undefined },

  {
    name: 'WeCom',
    scheme: 'wecom',
    search: 'msg_signature=a&echostr=b',
    payload: '1616140317555161061',
    expected: '200 1616140317555161061',
  },
  { name: 'WeCom, no echostr', scheme: 'wecom', search: 'msg_signature=a', payload: '1', expected: 'refused' },
  { name: 'WeCom, echostr twice', scheme: 'wecom', search: 'echostr=a&echostr=b', payload: '1', expected: 'refused' },
  { name: 'WeCom, nothing decrypted', scheme: 'wecom', search: 'echostr=b', expected: 'refused' },
  {
    name: 'WeCom, message',
    scheme: 'wecom',
    method: 'POST',
    search: 'echostr=b',
    payload: '<xml/>',
    expected: undefined,
  },

  { name: 'SNS', scheme: 'aws-sns', body: SNS, headers: { 'content-type': 'text/plain' }, expected: '200' },
  {
    name: 'SNS, China',
    scheme: 'aws-sns',
    body: sns((url) => url.replace('us-west-2.amazonaws.com', 'cn-north-1.amazonaws.com.cn')),
    expected: '200',
  },
  { name: 'SNS, unsubscribed', scheme: 'aws-sns', body: { ...SNS, Type: 'UnsubscribeConfirmation' }, expected: '200' },
  { name: 'SNS, notification', scheme: 'aws-sns', body: { ...SNS, Type: 'Notification' }, expected: undefined },
  {
    name: 'SNS, only the header says so',
    scheme: 'aws-sns',
    body: { Type: 'Notification' },
    headers: { 'x-amz-sns-message-type': 'SubscriptionConfirmation' },
    expected: undefined,
  },
  { name: 'SNS, no URL', scheme: 'aws-sns', body: { Type: 'SubscriptionConfirmation' }, expected: 'refused' },
  {
    name: 'SNS, other host',
    scheme: 'aws-sns',
    body: sns((url) => url.replace('amazonaws.com', 'evil.com')),
    expected: 'refused',
  },
  {
    name: 'SNS, host as prefix',
    scheme: 'aws-sns',
    body: sns((url) => url.replace('amazonaws.com', 'amazonaws.com.evil.com')),
    expected: 'refused',
  },
  {
    name: 'SNS, host as user',
    scheme: 'aws-sns',
    body: sns((url) => url.replace('amazonaws.com', 'amazonaws.com@evil.com')),
    expected: 'refused',
  },
  {
    name: 'SNS, user',
    scheme: 'aws-sns',
    body: sns((url) => url.replace('https://', 'https://a@')),
    expected: 'refused',
  },
  {
    name: 'SNS, other service',
    scheme: 'aws-sns',
    body: sns((url) => url.replace('sns.us-west-2', 'sns.s3')),
    expected: 'refused',
  },
  { name: 'SNS, http', scheme: 'aws-sns', body: sns((url) => url.replace('https', 'http')), expected: 'refused' },
  {
    name: 'SNS, javascript',
    scheme: 'aws-sns',
    body: sns((url) => url.replace('https:', 'javascript:')),
    expected: 'refused',
  },
  { name: 'SNS, port', scheme: 'aws-sns', body: sns((url) => url.replace('.com', '.com:8443')), expected: 'refused' },
  {
    name: 'SNS, other path',
    scheme: 'aws-sns',
    body: sns((url) => url.replace('.com/', '.com/x/')),
    expected: 'refused',
  },
  {
    name: 'SNS, other action',
    scheme: 'aws-sns',
    body: sns((url) => url.replace('ConfirmSubscription', 'DeleteTopic')),
    expected: 'refused',
  },

  { name: 'LINE', scheme: 'line', body: { destination: 'U', events: [] }, expected: '200' },
  { name: 'LINE, events', scheme: 'line', body: { events: [{ type: 'message' }] }, expected: undefined },
  { name: 'LINE, no list', scheme: 'line', body: { events: {} }, expected: undefined },
  { name: 'Asana heartbeat', scheme: 'asana', body: { events: [] }, expected: '200' },
  { name: 'Asana, events', scheme: 'asana', body: { events: [{ action: 'added' }] }, expected: undefined },
  {
    name: 'Bitbucket',
    scheme: 'bitbucket',
    headers: { 'x-event-key': 'diagnostics:ping' },
    body: { test: true },
    expected: '200',
  },
  {
    name: 'Bitbucket, push',
    scheme: 'bitbucket',
    headers: { 'x-event-key': 'repo:refs_changed' },
    body: { test: true },
    expected: undefined,
  },
  { name: 'PagerDuty', scheme: 'pagerduty', body: { event: { event_type: 'pagey.ping' } }, expected: '200' },
  {
    name: 'PagerDuty, incident',
    scheme: 'pagerduty',
    body: { event: { event_type: 'incident.triggered' } },
    expected: undefined,
  },
  { name: 'PagerDuty, no event', scheme: 'pagerduty', body: { event: null }, expected: undefined },
  { name: 'Intercom', scheme: 'intercom', body: { type: 'notification_event', topic: 'ping' }, expected: '200' },
  {
    name: 'Intercom, other topic',
    scheme: 'intercom',
    body: { type: 'notification_event', topic: 'user.created' },
    expected: undefined,
  },

  { name: 'X, event', scheme: 'x-twitter', body: { for_user_id: '1' }, expected: undefined },
  { name: 'X, a challenge token as a body', scheme: 'x-twitter', body: 'challenge_string', expected: 'refused' },
  { name: 'X, a token that is JSON', scheme: 'x-twitter', body: '12345', expected: 'refused' },
  { name: 'X, a token that is a form', scheme: 'x-twitter', body: 'approved=', expected: 'refused' },
];

describe('after verification', () => {
  test.each(cases)('$name: $expected', ({ scheme, payload, expected, ...parts }) => {
    const verdict = {
      verified: true as const,
      ...(payload === undefined ? {} : { payload: { content: Buffer.from(payload), contentType: 'text/plain' } }),
    };
    const result = findHandshake(scheme)?.signed?.(inputOf(parts), verdict);
    expect(summary(result)).toBe(expected);
    if (expected?.startsWith('200 ')) {
      expect(headerOf(result, 'X-Content-Type-Options')).toBe('nosniff');
    }
  });

  test('the SubscribeURL of SNS is shown to a person', () => {
    const result = findHandshake('aws-sns')?.signed?.(inputOf({ body: SNS }), { verified: true });
    expect(result).toMatchObject({ notice: { key: 'SubscribeURL', value: SUBSCRIBE_URL } });
  });
});

describe('Zoom', () => {
  const now = '1700000000';
  const answer = (plainToken: unknown, secrets: string[], usedSecret = 'new', event = 'endpoint.url_validation') => {
    const body = JSON.stringify({ event, payload: { plainToken } });
    const signature = createHmac('sha256', usedSecret).update(`v0:${now}:${body}`).digest('hex');
    const headers = { 'x-zm-request-timestamp': now, 'x-zm-signature': `v0=${signature}` };
    return summary(findHandshake('zoom')?.signed?.(inputOf({ body, headers }, { secrets }), { verified: true }));
  };
  const expected = `200 ${JSON.stringify({
    plainToken: 'qgg8vlvZRS6UYooatFL8Aw',
    encryptedToken: '@',
  })}`.replace('@', createHmac('sha256', 'new').update('qgg8vlvZRS6UYooatFL8Aw').digest('hex'));

  test('signs the token', () => {
    expect(answer('qgg8vlvZRS6UYooatFL8Aw', ['new'])).toBe(expected);
  });

  test('signs with the secret that Zoom has used, during a rotation', () => {
    expect(answer('qgg8vlvZRS6UYooatFL8Aw', ['', 'old', 'new'])).toBe(expected);
  });

  test.each([
    ['what an event would be signed over', 'v0:1700000000:{"event":"meeting.deleted"}'],
    ['script', '<script>'],
    ['oversize', 'a'.repeat(513)],
    ['no text', 5],
    ['nothing', undefined],
  ])('refuses %s', (_name, plainToken) => {
    expect(answer(plainToken, ['new'])).toBe('refused');
  });

  test('never uses an empty secret', () => {
    expect(answer('qgg8vlvZRS6UYooatFL8Aw', [''], '')).toBe('refused');
  });

  test('refuses when no secret matches', () => {
    expect(answer('qgg8vlvZRS6UYooatFL8Aw', ['old'])).toBe('refused');
  });

  test('leaves events alone', () => {
    expect(answer('a', ['new'], 'new', 'meeting.started')).toBeUndefined();
  });
});
