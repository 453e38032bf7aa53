import { findHandshake } from '../../helpers/providers';
import { type RequestParts, headerOf, inputOf, summary } from './input';

interface Case extends RequestParts {
  name: string;
  scheme: string;
  options?: Record<string, string>;
  secrets?: string[];
  expected: string | undefined;
}

const META = 'hub.mode=subscribe&hub.verify_token=tok&hub.challenge=1158201444';
const options = { verifyToken: 'tok' };
const GRAPH_TOKEN = 'Validation: Testing client application reachability for subscription Request-Id: 522a8e7e';
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const NOTION = { verification_token: 'secret_tMrlL1qK5vuQAh1b6cZGhFCh' };
const ASANA = { 'x-hook-secret': 'b537207f20cbfa02357cf448134da559' };
const PING = { 'x-event-key': 'diagnostics:ping' };
const XSS = '%3Cscript%3Ealert(1)%3C%2Fscript%3E';
// From: printf challenge_string | openssl dgst -sha256 -hmac s3cret -binary | base64
const CRC = '{"response_token":"sha256=nvqHBp8Arm4x8J8HIpXYCDu6hISdDhOxFQN6VRpCUp0="}';

const cases: Case[] = [
  { name: 'Meta', scheme: 'meta', search: META, options, expected: '200 1158201444' },
  {
    name: 'Meta, encoded',
    scheme: 'meta',
    search: META.replace(/hub\./g, 'hub%2E'),
    options,
    expected: '200 1158201444',
  },
  { name: 'Meta, wrong token', scheme: 'meta', search: META.replace('tok&', 'tak&'), options, expected: 'refused' },
  {
    name: 'Meta, token is a prefix',
    scheme: 'meta',
    search: META.replace('tok&', 'to&'),
    options,
    expected: 'refused',
  },
  {
    name: 'Meta, no token',
    scheme: 'meta',
    search: 'hub.mode=subscribe&hub.challenge=1',
    options,
    expected: 'refused',
  },
  { name: 'Meta, option not set', scheme: 'meta', search: META, expected: 'refused' },
  {
    name: 'Meta, option and token empty',
    scheme: 'meta',
    search: 'hub.mode=subscribe&hub.verify_token=&hub.challenge=1',
    options: { verifyToken: '' },
    expected: 'refused',
  },
  { name: 'Meta, token twice', scheme: 'meta', search: `${META}&hub.verify_token=tok`, options, expected: 'refused' },
  { name: 'Meta, challenge twice', scheme: 'meta', search: `${META}&hub.challenge=2`, options, expected: 'refused' },
  { name: 'Meta, no challenge', scheme: 'meta', search: META.slice(0, 41), options, expected: 'refused' },
  { name: 'Meta, script', scheme: 'meta', search: META.replace('1158201444', XSS), options, expected: 'refused' },
  { name: 'Meta, oversize', scheme: 'meta', search: META + '1'.repeat(4096), options, expected: 'refused' },
  { name: 'Meta, other mode', scheme: 'meta', search: META.replace('sub', 'unsub'), options, expected: undefined },
  { name: 'Meta, POST', scheme: 'meta', method: 'POST', search: META, options, expected: undefined },
  { name: 'Meta, event', scheme: 'meta', body: { object: 'page' }, search: META, options, expected: undefined },

  { name: 'Slack, certificate', scheme: 'slack', headers: FORM, body: 'ssl_check=1&token=gIkuvaNzQI', expected: '200' },
  { name: 'Slack, certificate, bare', scheme: 'slack', headers: FORM, body: 'ssl_check=1', expected: '200' },
  {
    name: 'Slack, certificate, command',
    scheme: 'slack',
    headers: FORM,
    body: 'ssl_check=1&token=a&command=%2Fpay',
    expected: undefined,
  },
  {
    name: 'Slack, certificate, payload',
    scheme: 'slack',
    headers: FORM,
    body: 'ssl_check=1&payload=%7B%7D',
    expected: undefined,
  },
  {
    name: 'Slack, certificate, twice',
    scheme: 'slack',
    headers: FORM,
    body: 'ssl_check=1&ssl_check=1',
    expected: undefined,
  },
  { name: 'Slack, certificate, other', scheme: 'slack', headers: FORM, body: 'ssl_check=0', expected: undefined },
  {
    name: 'Slack, certificate, long',
    scheme: 'slack',
    headers: FORM,
    body: `ssl_check=1&token=${'a'.repeat(512)}`,
    expected: undefined,
  },
  { name: 'Slack, certificate, JSON', scheme: 'slack', body: { ssl_check: '1' }, expected: undefined },
  {
    name: 'Slack, challenge',
    scheme: 'slack',
    body: { type: 'url_verification', challenge: 'a' },
    expected: undefined,
  },

  { name: 'Dropbox', scheme: 'dropbox', search: 'challenge=aB3-_9', expected: '200 aB3-_9' },
  {
    name: 'Dropbox, 4 KB',
    scheme: 'dropbox',
    search: `challenge=${'a'.repeat(4096)}`,
    expected: `200 ${'a'.repeat(4096)}`,
  },
  { name: 'Dropbox, oversize', scheme: 'dropbox', search: `challenge=${'a'.repeat(4097)}`, expected: undefined },
  { name: 'Dropbox, empty', scheme: 'dropbox', search: 'challenge=', expected: undefined },
  { name: 'Dropbox, twice', scheme: 'dropbox', search: 'challenge=a&challenge=b', expected: undefined },
  { name: 'Dropbox, as array', scheme: 'dropbox', search: 'challenge[]=a', expected: undefined },
  { name: 'Dropbox, script', scheme: 'dropbox', search: `challenge=${XSS}`, expected: undefined },
  { name: 'Dropbox, line break', scheme: 'dropbox', search: 'challenge=a%0d%0ab', expected: undefined },
  { name: 'Dropbox, POST', scheme: 'dropbox', method: 'POST', search: 'challenge=a', expected: undefined },
  { name: 'Dropbox, body', scheme: 'dropbox', method: 'GET', search: 'challenge=a', body: '{}', expected: undefined },

  {
    name: 'Graph',
    scheme: 'msgraph',
    method: 'POST',
    search: `validationToken=${encodeURIComponent(GRAPH_TOKEN)}`,
    expected: `200 ${GRAPH_TOKEN}`,
  },
  {
    name: 'Graph, plus signs are blanks',
    scheme: 'msgraph',
    method: 'POST',
    search: `validationToken=${encodeURIComponent(GRAPH_TOKEN).replace(/%20/g, '+')}`,
    expected: `200 ${GRAPH_TOKEN}`,
  },
  { name: 'Graph, GET', scheme: 'msgraph', search: 'validationToken=a', expected: undefined },
  { name: 'Graph, script', scheme: 'msgraph', method: 'POST', search: `validationToken=${XSS}`, expected: undefined },
  {
    name: 'Graph, twice',
    scheme: 'msgraph',
    method: 'POST',
    search: 'validationToken=a&validationToken=a',
    expected: undefined,
  },
  {
    name: 'Graph, notification with a token',
    scheme: 'msgraph',
    search: 'validationToken=a',
    body: { value: [] },
    expected: undefined,
  },
  {
    name: 'Graph, not ASCII',
    scheme: 'msgraph',
    method: 'POST',
    search: 'validationToken=%E4%BD%A0',
    expected: undefined,
  },
  {
    name: 'Graph, broken encoding',
    scheme: 'msgraph',
    method: 'POST',
    search: 'validationToken=%ff',
    expected: undefined,
  },
  {
    name: 'Graph, oversize',
    scheme: 'msgraph',
    method: 'POST',
    search: `validationToken=${'a'.repeat(4097)}`,
    expected: undefined,
  },

  { name: 'X', scheme: 'x-twitter', search: 'crc_token=challenge_string&nonce=1', expected: `200 ${CRC}` },
  { name: 'X, no secret', scheme: 'x-twitter', search: 'crc_token=challenge_string', secrets: [], expected: undefined },
  {
    name: 'X, empty secret',
    scheme: 'x-twitter',
    search: 'crc_token=challenge_string',
    secrets: [''],
    expected: undefined,
  },
  {
    name: 'X, an event to be signed',
    scheme: 'x-twitter',
    search: 'crc_token=%7B%22for_user_id%22%3A%221%22%7D',
    expected: undefined,
  },
  { name: 'X, a number list', scheme: 'x-twitter', search: 'crc_token=%5B1%5D', expected: undefined },
  { name: 'X, empty', scheme: 'x-twitter', search: 'crc_token=', expected: undefined },
  { name: 'X, twice', scheme: 'x-twitter', search: 'crc_token=a&crc_token=b', expected: undefined },
  { name: 'X, oversize', scheme: 'x-twitter', search: `crc_token=${'a'.repeat(513)}`, expected: undefined },
  { name: 'X, POST', scheme: 'x-twitter', method: 'POST', search: 'crc_token=a', expected: undefined },

  { name: 'Notion', scheme: 'notion', body: NOTION, expected: '200' },
  { name: 'Notion, more beside it', scheme: 'notion', body: { ...NOTION, type: 'page.created' }, expected: undefined },
  {
    name: 'Notion, signed',
    scheme: 'notion',
    body: NOTION,
    headers: { 'x-notion-signature': 'sha256=0' },
    expected: undefined,
  },
  {
    name: 'Notion, not a text',
    scheme: 'notion',
    body: { verification_token: ['secret_12345678'] },
    expected: undefined,
  },
  {
    name: 'Notion, script',
    scheme: 'notion',
    body: { verification_token: '<script>alert(1)</script>' },
    expected: undefined,
  },
  { name: 'Notion, oversize', scheme: 'notion', body: { verification_token: 'a'.repeat(257) }, expected: undefined },
  { name: 'Notion, PUT', scheme: 'notion', method: 'PUT', body: NOTION, expected: undefined },
  { name: 'Notion, other type', scheme: 'notion', body: JSON.stringify(NOTION), headers: FORM, expected: undefined },
  { name: 'Notion, in an array', scheme: 'notion', body: [NOTION], expected: undefined },
  {
    name: 'Notion, not JSON',
    scheme: 'notion',
    body: '{',
    headers: { 'content-type': 'application/json' },
    expected: undefined,
  },

  { name: 'Asana', scheme: 'asana', method: 'POST', headers: ASANA, expected: '200' },
  { name: 'Asana, empty object', scheme: 'asana', headers: ASANA, body: {}, expected: '200' },
  { name: 'Asana, events beside it', scheme: 'asana', headers: ASANA, body: { events: [{}] }, expected: undefined },
  { name: 'Asana, text beside it', scheme: 'asana', headers: ASANA, body: 'a=1', expected: undefined },
  {
    name: 'Asana, signed',
    scheme: 'asana',
    method: 'POST',
    headers: { ...ASANA, 'x-hook-signature': '0' },
    expected: undefined,
  },
  {
    name: 'Asana, twice',
    scheme: 'asana',
    method: 'POST',
    headers: { 'x-hook-secret': ['a'.repeat(32), 'b'.repeat(32)] },
    expected: undefined,
  },
  {
    name: 'Asana, two in one',
    scheme: 'asana',
    method: 'POST',
    headers: { 'x-hook-secret': 'aaaaaaaaa, bbbbbbbbb' },
    expected: undefined,
  },
  {
    name: 'Asana, header injection',
    scheme: 'asana',
    method: 'POST',
    headers: { 'x-hook-secret': 'aaaaaaaa\r\nSet-Cookie: a' },
    expected: undefined,
  },
  {
    name: 'Asana, oversize',
    scheme: 'asana',
    method: 'POST',
    headers: { 'x-hook-secret': 'a'.repeat(257) },
    expected: undefined,
  },
  { name: 'Asana, GET', scheme: 'asana', headers: ASANA, expected: undefined },

  { name: 'WooCommerce', scheme: 'woocommerce', body: 'webhook_id=12', headers: FORM, expected: '200' },
  {
    name: 'WooCommerce, more beside it',
    scheme: 'woocommerce',
    body: 'webhook_id=12&a=1',
    headers: FORM,
    expected: undefined,
  },
  {
    name: 'WooCommerce, twice',
    scheme: 'woocommerce',
    body: 'webhook_id=1&webhook_id=2',
    headers: FORM,
    expected: undefined,
  },
  {
    name: 'WooCommerce, not a number',
    scheme: 'woocommerce',
    body: 'webhook_id=1a',
    headers: FORM,
    expected: undefined,
  },
  {
    name: 'WooCommerce, line break',
    scheme: 'woocommerce',
    body: 'webhook_id=1\n',
    headers: FORM,
    expected: undefined,
  },
  {
    name: 'WooCommerce, oversize',
    scheme: 'woocommerce',
    body: `webhook_id=${'1'.repeat(99)}`,
    headers: FORM,
    expected: undefined,
  },
  { name: 'WooCommerce, JSON', scheme: 'woocommerce', body: { webhook_id: 12 }, expected: undefined },
  {
    name: 'WooCommerce, signed',
    scheme: 'woocommerce',
    body: 'webhook_id=12',
    headers: { ...FORM, 'x-wc-webhook-signature': 'a' },
    expected: undefined,
  },
  {
    name: 'WooCommerce, GET',
    scheme: 'woocommerce',
    method: 'GET',
    body: 'webhook_id=12',
    headers: FORM,
    expected: undefined,
  },

  { name: 'Bitbucket', scheme: 'bitbucket', headers: PING, body: { test: true }, expected: '200' },
  { name: 'Bitbucket, empty object', scheme: 'bitbucket', headers: PING, body: {}, expected: '200' },
  {
    name: 'Bitbucket, more beside it',
    scheme: 'bitbucket',
    headers: PING,
    body: { test: true, changes: [] },
    expected: undefined,
  },
  {
    name: 'Bitbucket, push',
    scheme: 'bitbucket',
    headers: { 'x-event-key': 'repo:push' },
    body: { test: true },
    expected: undefined,
  },
  {
    name: 'Bitbucket, event key twice',
    scheme: 'bitbucket',
    headers: { 'x-event-key': ['diagnostics:ping', 'repo:push'] },
    body: {},
    expected: undefined,
  },
  {
    name: 'Bitbucket, signed',
    scheme: 'bitbucket',
    headers: { ...PING, 'x-hub-signature': 'sha256=0' },
    body: { test: true },
    expected: undefined,
  },
  {
    name: 'Bitbucket, PUT',
    scheme: 'bitbucket',
    method: 'PUT',
    headers: PING,
    body: { test: true },
    expected: undefined,
  },

  { name: 'Trello', scheme: 'trello', method: 'HEAD', expected: '200' },
  { name: 'Trello, GET', scheme: 'trello', method: 'GET', expected: undefined },
  { name: 'Trello, POST', scheme: 'trello', body: {}, expected: undefined },
  { name: 'Intercom', scheme: 'intercom', method: 'HEAD', expected: '200' },
  {
    name: 'Intercom, unsigned ping',
    scheme: 'intercom',
    body: { type: 'notification_event', topic: 'ping' },
    expected: undefined,
  },
];

describe('before verification', () => {
  test.each(cases)('$name: $expected', ({ scheme, options: given, secrets, expected, ...parts }) => {
    const input = inputOf(parts, { options: given ?? {}, secrets: secrets ?? ['s3cret'] });
    expect(summary(findHandshake(scheme)?.unsigned?.(input))).toBe(expected);
  });

  test.each(cases.filter(({ expected }) => expected?.startsWith('200 ')))('$name is inert in a browser', (given) => {
    const result = findHandshake(given.scheme)?.unsigned?.(inputOf(given, { options: given.options ?? {} }));
    expect(headerOf(result, 'X-Content-Type-Options')).toBe('nosniff');
    expect(headerOf(result, 'Content-Type')).toMatch(/^(text\/plain|application\/json); charset=utf-8$/);
    expect(headerOf(result, 'Cache-Control')).toBe('no-store');
  });

  test('Notion shows its token to a person', () => {
    expect(findHandshake('notion')?.unsigned?.(inputOf({ body: NOTION }))).toMatchObject({
      notice: { key: 'verification_token', value: NOTION.verification_token },
    });
  });

  test('Asana gets its secret back, and a person sees it', () => {
    const result = findHandshake('asana')?.unsigned?.(inputOf({ method: 'POST', headers: ASANA }));
    expect(headerOf(result, 'X-Hook-Secret')).toBe(ASANA['x-hook-secret']);
    expect(result).toMatchObject({ notice: { key: 'X-Hook-Secret', value: ASANA['x-hook-secret'] } });
  });

  test.each(['zoom', 'twitch', 'discord', 'wecom', 'dingtalk', 'aws-sns', 'line', 'pagerduty'])(
    '%s signs its handshake, so nothing is answered before',
    (scheme) => {
      expect(findHandshake(scheme)).toBeDefined();
      expect(findHandshake(scheme)?.unsigned).toBeUndefined();
    },
  );

  test.each([undefined, 'github', 'stripe', 'custom', 'constructor', '__proto__', ''])(
    '%s has no handshake',
    (scheme) => {
      expect(findHandshake(scheme)).toBeUndefined();
    },
  );

  test.each([
    ['meta', 'GET'],
    ['dropbox', 'GET'],
    ['x-twitter', 'GET'],
    ['wecom', 'GET'],
    ['trello', 'HEAD'],
    ['intercom', 'HEAD'],
  ])('%s needs %s let in', (scheme, method) => {
    expect(findHandshake(scheme)?.methods).toContain(method);
  });
});
