import { createHmac } from 'node:crypto';
import supertest from 'supertest';
import type { Verification } from '../../../src/common/WebhookConfig';
import { startApp, type TestApp } from '../../helpers/start-app';

const BODY = '{"id":1}';
const KEY = Buffer.alloc(32, 7);
const hmac = (key: string | Buffer, content = BODY) => createHmac('sha256', key).update(content);
const signature = (scheme: string, ...secrets: string[]): Verification => ({ type: 'signature', scheme, secrets });

describe('secrets as they are pasted', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp();
    for (const [name, value] of Object.entries({ PADDED: ' abc123\r\n', BLANK: ' \n', PASSWORD: ' pass ' })) {
      test.app.environment.setVariable(name, value);
    }
  });
  afterAll(() => test.stop());

  const create = async (verification: Verification) =>
    (await test.createWorkflow({ enabled: true, config: { verification } })).key;
  const call = (key: string, headers: Record<string, string>, query = '') =>
    supertest(test.server)
      .post(`/api/webhooks/${key}${query}`)
      .set({ 'Content-Type': 'application/json', ...headers })
      .send(BODY);
  const github = (key: string) => ({ 'X-Hub-Signature-256': `sha256=${hmac(key).digest('hex')}` });
  const standard = (key: string | Buffer) => {
    const time = String(Math.floor(Date.now() / 1000));
    const signed = hmac(key, `msg_1.${time}.${BODY}`).digest('base64');
    return { 'webhook-id': 'msg_1', 'webhook-timestamp': time, 'webhook-signature': `v1,${signed}` };
  };
  const stripe = (key: string) => {
    const time = Math.floor(Date.now() / 1000);
    return { 'Stripe-Signature': `t=${time},v1=${hmac(key, `${time}.${BODY}`).digest('hex')}` };
  };
  const basic = (text: string) => ({ Authorization: `Basic ${Buffer.from(text).toString('base64')}` });

  it.each<[string, Verification, () => Record<string, string>]>([
    ['a line feed', signature('github', 'abc123\n'), () => github('abc123')],
    ['blanks in front', signature('github', '\u00a0 abc123'), () => github('abc123')],
    ['a line feed after whsec_', signature('stripe', 'whsec_abc\n'), () => stripe('whsec_abc')],
    ['a variable with white space', signature('github', '{{$env.PADDED}}'), () => github('abc123')],
    ['a variable with white space in a text', signature('github', 'x-{{$env.PADDED}}-y\n'), () => github('x-abc123-y')],
    ['a header token', { type: 'header', name: 'X-Token', tokens: ['abc\n'] }, () => ({ 'X-Token': 'abc' })],
    ['a bearer token', { type: 'bearer', tokens: [' abc\t'] }, () => ({ Authorization: 'Bearer abc' })],
    [
      'a token of a variable',
      { type: 'header', name: 'X-Token', tokens: ['{{$env.PADDED}}'] },
      () => ({ 'X-Token': 'abc123' }),
    ],
    [
      'a password of a variable, as it is',
      { type: 'basic', username: 'u', password: '{{$env.PASSWORD}}' },
      () => basic('u: pass '),
    ],
    ['Supabase', signature('standardwebhooks', `v1,whsec_${KEY.toString('base64')}`), () => standard(KEY)],
    [
      'Supabase, with white space',
      signature('svix', ` v1,whsec_${KEY.toString('base64')}\n`),
      () => svix(standard(KEY)),
    ],
    ['Polar', signature('standardwebhooks', 'polar_whs_aB3-_x\n'), () => standard('polar_whs_aB3-_x')],
  ])('verify: %s', async (_name, verification, headers) => {
    expect((await call(await create(verification), headers())).status).toBe(200);
  });

  it("a key of one's own scheme from a variable is used as it is", async () => {
    const key = await create({
      ...{ type: 'signature', scheme: 'custom', secrets: ['{{$env.PASSWORD}}'] },
      custom: { signature: { from: 'header', name: 'X-Sig' }, algorithm: 'hmac-sha256' },
    });
    expect((await call(key, { 'X-Sig': hmac(' pass ').digest('hex') })).status).toBe(200);
    expect((await call(key, { 'X-Sig': hmac('pass').digest('hex') })).status).toBe(401);
  });

  it('a variable of nothing but white space closes the endpoint', async () => {
    const key = await create(signature('github', '{{$env.BLANK}}'));
    expect((await call(key, github(''))).status).toBe(503);
  });

  it.each([
    ['en-US', /verification\.password: begins or ends with white space/],
    ['zh-CN', /verification\.password: 首尾有空白字符/],
  ])('a password with white space around it is refused in %s', async (language, message) => {
    const verification = { type: 'basic', username: 'u', password: 'secret-pass\n' };
    const answer = await supertest(test.server)
      .post('/api/workflows:create')
      .set('X-Locale', language)
      .send({ title: 'A', type: 'webhook', config: { verification } });
    expect([answer.status, answer.body.errors[0].message]).toEqual([400, expect.stringMatching(message)]);
    expect(answer.text).not.toContain('secret-pass');
  });

  it.each([
    ['aB+cD/9xQ==', 'aB+cD/9xQ==', 200],
    ['aB+cD/9xQ==', 'aB%2BcD%2F9xQ%3D%3D', 200],
    ['a b', 'a+b', 200],
    ['a b', 'a%20b', 200],
    ['a+b', 'a%20b', 401],
    ['a+b c', 'a+b+c', 401],
    ['a+b', 'a+b&token=a+b', 401],
    ['a+b', 'a+b&%74oken=x', 401],
  ])('the token %s in the query as %s: %i', async (token, sent, status) => {
    const key = await create({ type: 'query', name: 'token', tokens: ['other', token] });
    expect((await call(key, {}, `?token=${sent}`)).status).toBe(status);
  });

  it.each<[Verification, () => Record<string, string>, string]>([
    [
      signature('standardwebhooks', `whsec_${KEY.toString('base64')}`),
      () => standard('wrong'),
      'signature does not match',
    ],
    [
      signature('standardwebhooks', `whsec_${KEY.toString('base64')}`),
      () => ({ ...standard(KEY), 'webhook-timestamp': '1' }),
      'timestamp outside the tolerance',
    ],
    [
      signature('standardwebhooks', `whsec_${KEY.toString('base64')}`),
      () => ({ ...standard(KEY), 'webhook-signature': 'v3,x' }),
      'no well-formed signature',
    ],
  ])('the log names the reason that helps: %#', async (verification, headers, reason) => {
    const key = await create(verification);
    expect((await call(key, headers())).status).toBe(401);
    const row = await test.until(() =>
      test.app.db.getRepository('webhookDeliveries').findOne({ filter: { workflowKey: key } }),
    );
    expect((row as { reason: string }).reason).toContain(reason);
  });
});

function svix(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.replace('webhook', 'svix'), value]));
}
