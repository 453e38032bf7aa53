import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { configProblems } from '../../../src/server/endpoint/config-problems';

const keys = (pair: { publicKey: KeyObject; privateKey: KeyObject }) => ({
  publicKey: pair.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  privateKey: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
});
const rsa = keys(generateKeyPairSync('rsa', { modulusLength: 2048 }));
const ec = keys(generateKeyPairSync('ec', { namedCurve: 'prime256v1' }));
const ed25519 = keys(generateKeyPairSync('ed25519'));
const WHPK = `whpk_${Buffer.from(ed25519.publicKey.replace(/-----.*?-----|\s/g, ''), 'base64')
  .subarray(-32)
  .toString('base64')}`;
const AES_KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
const SERIALS = JSON.stringify({ '1F': rsa.publicKey });

const problems = (scheme: string, secret: string | undefined, options = {}) =>
  configProblems({
    verification: { type: 'signature', scheme, secrets: secret === undefined ? [] : [secret], options },
  }).map(({ path, key }) => `${path}: ${key}`);

const WHSEC = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

describe('pasted keys of providers', () => {
  it.each([
    ['discord', ed25519.publicKey],
    ['sendgrid', ec.publicKey],
    ['sendgrid', ec.publicKey.replace(/-----.*?-----|\s/g, '')],
    ['alipay', rsa.publicKey],
    ['wechatpay', rsa.publicKey],
    ['aws-sns', rsa.publicKey],
    ['aws-sns', undefined],
    ['discord', '{{$env.KEY}}'],
    ['github', 'anything'],
    ['svix', WHSEC],
    ['svix', WHSEC.slice(6)],
    ['svix', ` ${WHSEC}\n`],
    ['svix', `v1,${WHSEC}`],
    ['standardwebhooks', `v1,${WHSEC}\r\n`],
    ['standardwebhooks', 'polar_whs_aB-3_x!'],
    ['discord', ` ${ed25519.publicKey}\n`],
    ['telegram', 'a_B-1\n'],
    ['svix', 'whsec_{{$env.KEY}}'],
    ['gitlab', WHSEC],
    ['gitlab', `${WHSEC}AA`],
    ['standardwebhooks', WHSEC],
    ['standardwebhooks', WHPK],
    ['standardwebhooks', ed25519.publicKey],
    ['airtable', WHSEC.slice(6)],
  ])('%s accepts a valid one', (scheme, secret) => {
    expect(problems(scheme, secret)).toEqual([]);
  });

  it.each([
    ['svix', 'whsec_not base64!', 'key.whsec'],
    ['svix', 'whsec_', 'key.whsec'],
    ['svix', 'not base64!', 'key.whsec'],
    ['standardwebhooks', 'v1,whsec_a-b_', 'key.whsec'],
    ['standardwebhooks', `v2,${WHSEC}`, 'key.whsec'],
    ['telegram', 'two\nlines', 'key.header'],
    ['standardwebhooks', 'whsec_a-b_', 'key.whsec'],
    ['standardwebhooks', 'whpk_abc', 'key.public'],
    ['standardwebhooks', rsa.publicKey, 'key.public'],
    ['gitlab', 'whsec_???', 'key.whsec'],
    ['gitlab', 'an older_token', 'key.whsec'],
    ['airtable', '???', 'key.base64'],
  ])('%s refuses %j: %s', (scheme, secret, key) => {
    expect(problems(scheme, secret)).toEqual([`verification.secrets.0: ${key}`]);
  });

  it.each([
    ['feishu', 'verificationToken'],
    ['msgraph', 'clientState'],
  ])('%s needs a secret, or the option %s', (scheme, option) => {
    const none = ['verification.secrets: secret.none'];
    expect(problems(scheme, undefined)).toEqual(none);
    expect(problems(scheme, undefined, { [option]: '' })).toEqual(none);
    expect(problems(scheme, 'a')).toEqual([]);
    expect(problems(scheme, undefined, { [option]: 'a' })).toEqual([]);
    expect(problems(scheme, undefined, { [option]: '{{$env.A}}' })).toEqual([]);
  });

  it.each(['notion', 'asana', 'aws-sns'])('%s does without any', (scheme) => {
    expect(problems(scheme, undefined)).toEqual([]);
  });

  it.each([
    ['discord', 'garbage'],
    ['discord', rsa.publicKey],
    ['discord', ed25519.privateKey],
    ['sendgrid', ed25519.publicKey],
    ['alipay', 'MIIB'],
    ['wechatpay', ec.publicKey],
    ['aws-sns', 'garbage'],
  ])('%s refuses %j', (scheme, secret) => {
    expect(problems(scheme, secret)).toEqual(['verification.secrets.0: key.public']);
  });

  it.each([
    ['github', rsa.publicKey],
    ['slack', ec.publicKey.replaceAll('\n', ' ')],
    ['stripe', ed25519.publicKey],
    ['wecom', rsa.publicKey],
    ['gitlab', '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----'],
    ['github', WHPK],
    ['svix', WHPK],
    ['svix', rsa.publicKey.replace(/-----.*?-----|\s/g, '')],
    ['svix', `v1,whsec_${rsa.publicKey.replace(/-----.*?-----|\s/g, '')}`],
  ])('%s, whose secret is shared, refuses the public key %j', (scheme, secret) => {
    const options = scheme === 'wecom' ? { aesKey: AES_KEY } : {};
    expect(problems(scheme, secret, options)).toEqual(['verification.secrets.0: key.shared']);
  });

  it.each([
    ['standardwebhooks', rsa.publicKey],
    ['standardwebhooks', 'whpk_MIIB'],
  ])('%s refuses a public key of another kind: %j', (scheme, secret) => {
    expect(problems(scheme, secret)).toEqual(['verification.secrets.0: key.public']);
  });

  it.each([
    ['wecom', { aesKey: AES_KEY }, []],
    ['wecom', { aesKey: ` ${AES_KEY}\n` }, []],
    ['wecom', { aesKey: '{{$env.AES}}' }, []],
    ['wecom', { aesKey: AES_KEY.slice(1) }, ['verification.options.aesKey: string.length']],
    ['dingtalk', { aesKey: `${AES_KEY}=` }, ['verification.options.aesKey: string.length']],
    ['wechatpay', { apiV3Key: 'x'.repeat(32), serials: SERIALS }, []],
    ['wechatpay', { apiV3Key: '', serials: '' }, []],
    ['wechatpay', { apiV3Key: 'short' }, ['verification.options.apiV3Key: string.length']],
    ['wechatpay', { serials: '[1]' }, ['verification.options.serials: option.json']],
    ['wechatpay', { serials: '{' }, ['verification.options.serials: option.json']],
    ['wechatpay', { serials: '{"1F":"nonsense"}' }, ['verification.options.serials: option.keys']],
    ['wechatpay', { serials: JSON.stringify({ a: ec.publicKey }) }, ['verification.options.serials: option.keys']],
    ['wechatpay', { serials: '{"1F":"{{$env.KEY}}"}' }, []],
    ['wechatpay', { serials: '{"1F":null}' }, []],
    ['wecom', { aesKey: '*'.repeat(43) }, ['verification.options.aesKey: key.base64']],
    ['twilio', { publicUrl: 'https://hooks.example/a' }, []],
    ['twilio', { publicUrl: ' http://10.0.0.1:8080/a?b=c ' }, []],
    ['twilio', { publicUrl: 'https://例え.jp/a' }, []],
    ['twilio', { publicUrl: '{{$env.URL}}' }, []],
    ['twilio', { publicUrl: '' }, []],
    ['twilio', { publicUrl: 'hooks.example/a' }, ['verification.options.publicUrl: option.url']],
    ['twilio', { publicUrl: 'ftp://hooks.example/a' }, ['verification.options.publicUrl: option.url']],
    ['hubspot', { publicUrl: 'https:/hooks' }, ['verification.options.publicUrl: option.url']],
    ['square', { publicUrl: 'https://' }, ['verification.options.publicUrl: option.url']],
  ])('%s with %j', (scheme, options, expected) => {
    expect(problems(scheme, scheme === 'wechatpay' ? rsa.publicKey : 'token', options)).toEqual(expected);
  });
});

describe('white space around a secret', () => {
  const CUSTOM = { signature: { from: 'header', name: 'X' }, algorithm: 'hmac-sha256' };
  const RSA = { ...CUSTOM, algorithm: 'rsa-sha256' };
  const custom = (secret: string, scheme: object = CUSTOM) => ({
    ...{ type: 'signature', scheme: 'custom', secrets: [secret], custom: scheme },
  });
  const basic = (password: string) => ({ type: 'basic', username: 'u', password });
  const of = (verification: object) => configProblems({ verification }).map(({ path, key }) => `${path}: ${key}`);

  it.each([
    basic('pass word'),
    basic('{{$env.A}}'),
    basic(' {{$env.A}} '),
    custom('in side'),
    custom(' {{$env.A}}\n'),
    custom(`${rsa.publicKey}\n`, RSA),
    { type: 'bearer', tokens: ['a\n', ' b'] },
    { type: 'header', name: 'X', tokens: ['\tа\u00a0'] },
    { type: 'query', name: 'x', tokens: [' a\nb '] },
  ])('is fine in %j', (verification) => {
    expect(of(verification)).toEqual([]);
  });

  it.each([
    [basic('password\n'), 'password: secret.blank'],
    [basic('\u00a0password'), 'password: secret.blank'],
    [basic('pre-{{$env.A}} '), 'password: secret.blank'],
    [custom('key '), 'secrets.0: secret.blank'],
    [custom('00ff\n', { ...CUSTOM, keyEncoding: 'hex' }), 'secrets.0: secret.blank'],
    [custom(' {body}', { ...CUSTOM, algorithm: 'sha256', signedContent: '{body}{secret}' }), 'secrets.0: secret.blank'],
    [{ type: 'bearer', tokens: ['a', 'b\nc'] }, 'tokens.1: key.header'],
    [{ type: 'header', name: 'X', tokens: ['a\0b'] }, 'tokens.0: key.header'],
  ])('is refused in %j: %s', (verification, problem) => {
    expect(of(verification)).toEqual([`verification.${problem}`]);
  });
});
