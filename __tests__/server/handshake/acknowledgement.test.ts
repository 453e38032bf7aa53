import { createHash } from 'node:crypto';
import { decryptMessage, encryptMessage } from '../../../src/server/crypto/message-crypto';
import { acknowledgement, findHandshake } from '../../helpers/providers';
import { type RequestParts, headerOf, inputOf, summary } from './input';

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

interface Case extends RequestParts {
  scheme: string | undefined;
  of: string;
  expected: string | undefined;
}

describe('the acknowledgement that a provider expects', () => {
  test.each<Case>([
    { scheme: 'alipay', of: 'a notification', body: 'sign=a', headers: FORM, expected: '200 success' },
    { scheme: 'wecom', of: 'a message', body: '<xml/>', expected: '200 success' },
    { scheme: 'wechatpay', of: 'a payment', body: {}, expected: '200 {"code":"SUCCESS"}' },
    { scheme: 'feishu', of: 'an event', body: {}, expected: '200 {}' },
    { scheme: 'feishu-card', of: 'an action', body: {}, expected: '200 {}' },
    { scheme: 'dingtalk-robot', of: 'a message', body: {}, expected: '200 {"msgtype":"empty"}' },
    {
      scheme: 'twilio',
      of: 'a message',
      body: 'Body=hi',
      headers: FORM,
      expected: '200 <?xml version="1.0" encoding="UTF-8"?><Response/>',
    },
    { scheme: 'slack', of: 'a slash command', body: 'command=%2Fx', headers: FORM, expected: '200' },
    { scheme: 'slack', of: 'an event', body: {}, expected: undefined },
    { scheme: 'discord', of: 'a webhook event', body: { type: 1, event: {} }, expected: '204' },
    { scheme: 'discord', of: 'a command', body: { type: 2 }, expected: '200 {"type":5}' },
    {
      scheme: 'discord',
      of: 'a text to complete',
      body: { type: 4 },
      expected: '200 {"type":8,"data":{"choices":[]}}',
    },
    { scheme: 'discord', of: 'a form', body: { type: 5 }, expected: '200 {"type":5}' },
    { scheme: 'discord', of: 'a button', body: { type: 3 }, expected: '200 {"type":6}' },
    {
      scheme: 'discord',
      of: 'a large command',
      body: { type: 2, data: 'a'.repeat(20_000) },
      expected: '200 {"type":5}',
    },
    { scheme: 'discord', of: 'anything else', body: 'x', expected: undefined },
    { scheme: 'airtable', of: 'a notification', body: {}, expected: '200' },
    { scheme: 'github', of: 'an event', body: {}, expected: undefined },
    { scheme: 'toString', of: 'an unknown scheme', body: {}, expected: undefined },
    { scheme: undefined, of: 'no scheme', body: {}, expected: undefined },
  ])('$scheme, for $of: $expected', ({ scheme, expected, ...parts }) => {
    expect(summary(acknowledgement(scheme, inputOf(parts)))).toBe(expected);
  });
});

describe('DingTalk', () => {
  const aesKey = 'o1w0aum42yaptlz8alnhwikjd3jenzt9cb9wmzptgus';
  const options = { aesKey, appKey: 'suiteKey' };
  const sign = (token: string, ...parts: string[]) =>
    createHash('sha1')
      .update([token, ...parts].sort().join(''))
      .digest('hex');

  const callback = (event: object, token = 'token', parameter = 'msg_signature') => {
    const encrypt = encryptMessage(aesKey, JSON.stringify(event), 'suiteKey', Buffer.alloc(16));
    const search = `timestamp=1700000000000&nonce=abc&${parameter}=${sign(token, '1700000000000', 'abc', encrypt)}`;
    const verdict = {
      verified: true as const,
      payload: { content: Buffer.from(JSON.stringify(event)), contentType: 'application/json' },
    };
    return { request: { search, body: { encrypt } }, verdict };
  };
  const opened = (text: string | undefined, token: string) => {
    const { msg_signature, timeStamp, nonce, encrypt } = JSON.parse(text?.slice(4) ?? '');
    expect(msg_signature).toBe(sign(token, timeStamp, nonce, encrypt));
    const { message, receiveId } = decryptMessage(aesKey, encrypt);
    return { message: message.toString(), receiveId, timeStamp };
  };
  const success = { message: 'success', receiveId: 'suiteKey', timeStamp: '1700000000000' };

  test.each(['check_url', 'check_create_suite_url', 'check_update_suite_url'])('%s is a handshake', (EventType) => {
    const { request, verdict } = callback({ EventType });
    const result = findHandshake('dingtalk')?.signed?.(inputOf(request, { secrets: ['token'], options }), verdict);
    expect(opened(summary(result), 'token')).toEqual(success);
    expect(headerOf(result, 'Content-Type')).toBe('application/json; charset=utf-8');
  });

  test('an event is not a handshake, and is acknowledged in the same form', () => {
    const { request, verdict } = callback({ EventType: 'bpms_task_change' });
    const input = inputOf(request, { secrets: ['token'], options });
    expect(findHandshake('dingtalk')?.signed?.(input, verdict)).toBeUndefined();
    expect(opened(summary(acknowledgement('dingtalk', input)), 'token')).toEqual(success);
  });

  test('without an appKey the response comes from the receiver that DingTalk named', () => {
    const { request, verdict } = callback({ EventType: 'check_url' });
    const input = inputOf(request, { secrets: ['token'], options: { aesKey } });
    expect(opened(summary(findHandshake('dingtalk')?.signed?.(input, verdict)), 'token')).toEqual(success);
    expect(opened(summary(acknowledgement('dingtalk', input)), 'token')).toEqual(success);
  });

  test('the older signature parameter', () => {
    const { request } = callback({}, 'token', 'signature');
    const input = inputOf(request, { secrets: ['token'], options });
    expect(opened(summary(acknowledgement('dingtalk', input)), 'token')).toEqual(success);
  });

  test('during a rotation the token in use signs the response', () => {
    const { request } = callback({}, 'new');
    const input = inputOf(request, { secrets: ['', 'old', 'new'], options });
    expect(opened(summary(acknowledgement('dingtalk', input)), 'new')).toEqual(success);
  });

  test('an empty token signs nothing', () => {
    const { request } = callback({}, '');
    expect(acknowledgement('dingtalk', inputOf(request, { secrets: [''], options }))).toBeUndefined();
  });

  test('randomness is an argument', () => {
    const { request } = callback({});
    const input = inputOf(request, { secrets: ['token'], options, randomBytes: (size) => Buffer.alloc(size, 1) });
    expect(acknowledgement('dingtalk', input)).toEqual(acknowledgement('dingtalk', input));
    expect(summary(acknowledgement('dingtalk', input))).toContain('"nonce":"0101010101010101"');
  });

  test.each([
    ['no aesKey', ['token'], { appKey: 'suiteKey' }],
    ['a token that did not sign the request', ['other'], options],
    ['no token', [], options],
  ])('with %s there is no answer', (_name, secrets, given: Record<string, string>) => {
    const { request, verdict } = callback({ EventType: 'check_url' });
    const input = inputOf(request, { secrets, options: given });
    expect(acknowledgement('dingtalk', input)).toBeUndefined();
    expect(summary(findHandshake('dingtalk')?.signed?.(input, verdict))).toBe('refused');
  });
});
