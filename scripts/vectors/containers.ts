import assert from 'node:assert';
import { decrypt, encrypt, getSignature } from '@wecom/crypto';
import { DingTalkEncryptor } from '../../__tests__/helpers/dingtalk-library';
import type { VectorCase, VectorFile } from '../../__tests__/helpers/vectors';
import { requestCase, type Parts } from './request-case';
import { badTimestamps, NOW } from './timestamps';
import { versionOf } from './version-of';

/** How WeCom and DingTalk differ, as far as the vectors of both are made in the same way. */
interface Container {
  scheme: 'wecom' | 'dingtalk';
  tokens: [string, string];
  aesKey: string;
  /** name of the option that holds the receiver, and the receiver */
  receiver: [string, string];
  unit: 's' | 'ms';
  message: string;
  wrap(encrypted: string): string;
  identity: NonNullable<VectorCase['identity']>;
}

const SOURCE = versionOf('@wecom/crypto');
const RANDOM = Buffer.from('0123456789abcdef');
const WECOM: Container = {
  scheme: 'wecom',
  tokens: ['QDG6eK', 'second'],
  aesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
  receiver: ['receiveId', 'wx5823bf96d3bd56c7'],
  unit: 's',
  message:
    '<xml><ToUserName><![CDATA[wx5823bf96d3bd56c7]]></ToUserName><FromUserName><![CDATA[mycreate]]></FromUserName><CreateTime>1409659813</CreateTime>' +
    '<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[你好 <MsgId>1</MsgId>]]></Content><MsgId>4561255354251345929</MsgId><AgentID>218</AgentID></xml>',
  wrap: (encrypted) =>
    `<xml><ToUserName><![CDATA[wx5823bf96d3bd56c7]]></ToUserName><Encrypt><![CDATA[${encrypted}]]></Encrypt><AgentID><![CDATA[218]]></AgentID></xml>`,
  identity: { idempotencyKey: '4561255354251345929', eventType: 'text' },
};
const DINGTALK: Container = {
  scheme: 'dingtalk',
  tokens: ['123456', 'second'],
  aesKey: '4g5j64qlyl3zvetqxz5jiocdr586fn2zvjpa8zls3ij',
  receiver: ['appKey', 'suite4xxxxxxxxxxxxxxx'],
  unit: 'ms',
  message: '{"EventType":"user_add_org","UserId":["efefef","中文"],"CorpId":"corpid"}',
  wrap: (encrypted) => JSON.stringify({ encrypt: encrypted }),
  identity: { idempotencyKey: null, eventType: 'user_add_org' },
};

/** Signs and encrypts with the library, and has it read what it wrote. */
function seal({ aesKey, receiver, tokens, unit }: Container, message: string, given: Partial<Seal> = {}) {
  const {
    token = tokens[0],
    time = String(unit === 's' ? NOW / 1000 : NOW),
    nonce = '1372623149',
    to = receiver[1],
  } = given;
  const encrypted = encrypt(given.key ?? aesKey, message, to, RANDOM);
  if (!given.key) assert.deepEqual([decrypt(aesKey, encrypted).message, decrypt(aesKey, encrypted).id], [message, to]);
  const query = { msg_signature: getSignature(token, time, nonce, encrypted), timestamp: time, nonce };
  return { encrypted, query };
}

interface Seal {
  token: string;
  time: string;
  nonce: string;
  to: string;
  key: string;
}

const search = (query: Record<string, string>) =>
  Object.entries(query)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');

function containerFile(container: Container, more: VectorCase[]): VectorFile {
  const { scheme, tokens, aesKey, receiver, unit, message, wrap, identity } = container;
  const config = { secrets: tokens, options: { aesKey, [receiver[0]]: receiver[1] } };
  const cases: VectorCase[] = [];
  const add = (name: string, expect: VectorCase['expect'], parts: Parts, rest: Partial<VectorCase> = {}) =>
    cases.push(requestCase(name, expect, SOURCE, { method: 'POST', ...parts }, rest));
  const post = (given: Partial<Seal> = {}, text = message): Parts => {
    const { encrypted, query } = seal(container, text, given);
    return { search: search(query), body: wrap(encrypted) };
  };
  const { encrypted, query } = seal(container, message);
  const body = wrap(encrypted);
  const refused = (name: string, changed: Record<string, string>, sent = body) =>
    add(name, 'refused', { search: search({ ...query, ...changed }), body: sent });

  add('event', 'verified', post(), { payload: message, identity });
  add('event with the second token', 'verified', post({ token: tokens[1] }), { payload: message });
  add('event with blocks that are full', 'verified', post({}, '12345678901234567890'), {
    payload: '12345678901234567890',
  });
  add('event of any receiver while none is set', 'verified', post({ to: 'other' }), {
    config: { secrets: tokens, options: { aesKey } },
    payload: message,
  });
  add('event for another receiver', 'refused', post({ to: `${receiver[1]}x` }));
  add('event for the beginning of our receiver', 'refused', post({ to: receiver[1].slice(0, -1) }));
  add('wrong token', 'refused', post({ token: 'mallory' }));
  add('wrong key', 'refused', post({ key: `A${aesKey.slice(1)}` }));
  const { msg_signature: signature } = query;
  refused('signature changed', { msg_signature: `${signature[0] === '0' ? '1' : '0'}${signature.slice(1)}` });
  refused('signature cut', { msg_signature: signature.slice(0, -2) });
  refused('signature with junk', { msg_signature: `${signature}zz` });
  refused('signature empty', { msg_signature: '' });
  refused('signature in base64', { msg_signature: Buffer.from(signature, 'hex').toString('base64') });
  refused('nonce changed', { nonce: '1372623148' });
  refused('timestamp changed', { timestamp: String(Number(query.timestamp) + 1) });
  refused('ciphertext changed', {}, wrap(`A${encrypted.slice(1)}`));
  refused('ciphertext cut', {}, wrap(encrypted.slice(0, -4)));
  refused('ciphertext empty', {}, wrap(''));
  refused('no ciphertext', {}, scheme === 'wecom' ? '<xml></xml>' : '{}');
  refused('plain message in place of the encrypted one', {}, message);
  refused('body empty', {}, '');
  for (const name of ['msg_signature', 'timestamp', 'nonce']) {
    const without = Object.fromEntries(Object.entries(query).filter(([one]) => one !== name));
    add(`${name} missing`, 'refused', { search: search(without), body });
    const twice = `${search(query)}&${name}=${query[name as keyof typeof query]}`;
    add(`${name} there twice`, 'refused', { search: twice, body });
  }
  for (const [name, time] of badTimestamps(NOW, unit, 300)) {
    // DingTalk writes seconds in its older examples.
    if (scheme === 'dingtalk' && name.endsWith('in the other unit')) continue;
    add(name, 'refused', post({ time }));
  }
  return { scheme, config, now: NOW, cases: [...cases, ...more] };
}

/** WeCom: the sample of its documentation, the URL check, and messages in XML and JSON. */
export function wecomFile(): VectorFile {
  const sample = {
    msg_signature: '5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3',
    timestamp: '1409659589',
    nonce: '263014780',
    echostr: 'P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==',
  };
  const document = 'developer.work.weixin.qq.com, sample of the developer kits';
  const now = Number(sample.timestamp) * 1000;
  const { encrypted, query } = seal(WECOM, '3927500000000000001');
  const reply = (body: string) => ({ reply: { status: 200, contentType: 'text/plain; charset=utf-8', body } });
  const check = { ...query, echostr: encrypted };
  const get = (name: string, expect: VectorCase['expect'], changed: object, rest: Partial<VectorCase> = {}) =>
    requestCase(name, expect, SOURCE, { method: 'GET', search: search({ ...check, ...changed }) }, rest);
  const robot = seal(WECOM, '{"msgid":"CAIQ16HMjQYY","msgtype":"text"}', { to: '' });
  const event = '<xml><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[subscribe]]></Event></xml>';
  const two = seal(WECOM, event);
  const asEcho = (name: string, text: string, to?: string) => {
    const { encrypted: echostr, query: signed } = seal(WECOM, text, to === undefined ? {} : { to });
    return requestCase(`URL check that holds ${name}`, 'refused', SOURCE, {
      method: 'GET',
      search: search({ ...signed, echostr }),
    });
  };
  return containerFile(WECOM, [
    asEcho('a message', event),
    asEcho('a message in JSON', '{"msgid":"CAIQ16HMjQYY","msgtype":"text"}'),
    asEcho('text with a blank', 'two words'),
    asEcho('text in Chinese', '微信'),
    asEcho('a line feed after digits', '161614\n'),
    asEcho('nothing', ''),
    asEcho('too much', '1'.repeat(257)),
    requestCase(
      'URL check of the documentation',
      'handshake',
      document,
      { method: 'GET', search: search(sample) },
      { now, ...reply('1616140317555161061') },
    ),
    requestCase(
      'URL check of the documentation, plus signs not escaped',
      'handshake',
      document,
      {
        method: 'GET',
        search: search(sample).replace(/%2B/g, '+'),
      },
      { now, ...reply('1616140317555161061') },
    ),
    requestCase('URL check of the documentation, years later', 'refused', document, {
      method: 'GET',
      search: search(sample),
    }),
    get('URL check', 'handshake', {}, reply('3927500000000000001')),
    get('URL check with a wrong signature', 'refused', { msg_signature: '0'.repeat(40) }),
    get('URL check with another echostr', 'refused', { echostr: `A${encrypted.slice(1)}` }),
    get('URL check with a plain echostr', 'refused', { echostr: '3927500000000000001' }),
    get(
      'URL check for another receiver',
      'refused',
      {},
      {
        config: { secrets: WECOM.tokens, options: { aesKey: WECOM.aesKey, receiveId: 'wwother' } },
      },
    ),
    requestCase('URL check without echostr', 'refused', SOURCE, { method: 'GET', search: search(query) }),
    requestCase('URL check with echostr twice', 'refused', SOURCE, {
      method: 'GET',
      search: `${search(check)}&echostr=a`,
    }),
    requestCase(
      'event of a smart robot, in JSON',
      'verified',
      SOURCE,
      {
        search: search(robot.query),
        body: JSON.stringify({ encrypt: robot.encrypted }),
      },
      {
        config: { secrets: WECOM.tokens, options: { aesKey: WECOM.aesKey } },
        payload: '{"msgid":"CAIQ16HMjQYY","msgtype":"text"}',
        identity: { idempotencyKey: 'CAIQ16HMjQYY', eventType: 'text' },
      },
    ),
    requestCase(
      'event without an id',
      'verified',
      SOURCE,
      { search: search(two.query), body: WECOM.wrap(two.encrypted) },
      {
        payload: event,
        identity: { idempotencyKey: null, eventType: 'subscribe' },
      },
    ),
    requestCase('two ciphertexts', 'refused', SOURCE, {
      search: search(two.query),
      body: `<xml><Encrypt><![CDATA[${two.encrypted}]]></Encrypt><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`,
    }),
    requestCase('ciphertext without CDATA', 'verified', SOURCE, {
      search: search(two.query),
      body: `<xml><Encrypt>${two.encrypted}</Encrypt></xml>`,
    }),
  ]);
}

/** DingTalk: the URL check, the older name of the signature, and what its library for Node.js writes. */
export function dingtalkFile(): VectorFile {
  const source = versionOf('dingtalk-encrypt');
  const library = new DingTalkEncryptor(DINGTALK.tokens[0], DINGTALK.aesKey, DINGTALK.receiver[1]);
  const byLibrary = (text: string): Parts => {
    const encrypted = library.encrypt(RANDOM.toString(), text);
    const signature = library.getSignature(DINGTALK.tokens[0], String(NOW), 'nonce', encrypted);
    assert.equal(library.getDecryptMsg(signature, String(NOW), 'nonce', encrypted), text);
    return {
      search: search({ msg_signature: signature, timestamp: String(NOW), nonce: 'nonce' }),
      body: { encrypt: encrypted },
    };
  };
  const check = '{"EventType":"check_url"}';
  const { encrypted, query } = seal(DINGTALK, check);
  const body = { encrypt: encrypted };
  const { msg_signature: signature, ...rest } = query;
  const seconds = seal(DINGTALK, DINGTALK.message, { time: String(NOW / 1000) });
  const reply = { reply: { status: 200, contentType: 'application/json; charset=utf-8' } };
  return containerFile(DINGTALK, [
    requestCase('URL check', 'handshake', SOURCE, { search: search(query), body }, reply),
    requestCase(
      'URL check while no receiver is set',
      'handshake',
      SOURCE,
      { search: search(query), body },
      {
        config: { secrets: DINGTALK.tokens, options: { aesKey: DINGTALK.aesKey } },
        ...reply,
      },
    ),
    requestCase('URL check with a wrong signature', 'refused', SOURCE, {
      search: search({ ...query, nonce: '1' }),
      body,
    }),
    requestCase('URL check that is not encrypted', 'refused', SOURCE, {
      search: search(query),
      body: JSON.parse(check),
    }),
    requestCase(
      'URL check with the older name of the signature',
      'handshake',
      SOURCE,
      { search: search({ ...rest, signature }), body },
      reply,
    ),
    requestCase('older name with a wrong signature', 'refused', SOURCE, {
      search: search({ ...rest, signature: '0'.repeat(40) }),
      body,
    }),
    requestCase('timestamp in seconds', 'verified', SOURCE, {
      search: search(seconds.query),
      body: { encrypt: seconds.encrypted },
    }),
    requestCase('event of the library', 'verified', source, byLibrary(DINGTALK.message), {
      payload: DINGTALK.message,
      identity: DINGTALK.identity,
    }),
    requestCase('URL check of the library', 'handshake', source, byLibrary(check), reply),
  ]);
}
