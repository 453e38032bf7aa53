import { createHmac } from 'node:crypto';
import supertest from 'supertest';
import type { WebhookConfig } from '../../../src/common/WebhookConfig';
import { settledDeliveriesOf } from '../../helpers/deliveries';
import { startApp, type TestApp } from '../../helpers/start-app';

const JSON_TYPE = 'application/json';
const FORM = 'application/x-www-form-urlencoded';
const MULTIPART = 'multipart/form-data; boundary=XX';
const field = (name: string, value: string) =>
  `--XX\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const hmac = (content: string) => createHmac('sha256', 's3cret').update(content).digest('hex');

/** Values that deduplication and custom schemes take out of a body are those of `$context.data`. */
describe('one reading of a body', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp();
  });
  afterAll(() => test.stop());

  const post = (key: string, type: string, body: string, headers: Record<string, string> = {}) =>
    supertest(test.server)
      .post(`/api/webhooks/${key}`)
      .set({ 'Content-Type': type, ...headers })
      .serialize((value: unknown) => value as never)
      .send(body);

  it.each<[string, string, string, Partial<WebhookConfig> & { key: string }, string]>([
    ['a number beyond 2^53', JSON_TYPE, '{"id":8202522731445525542}', { key: 'id' }, '8202522731445525542'],
    ['a member of a list at the top', JSON_TYPE, '[{"eventId":7}]', { key: '0.eventId' }, '7'],
    ['JSON behind a byte order mark', JSON_TYPE, '\ufeff{"id":"e1"}', { key: 'id' }, 'e1'],
    ['a nested name of a form', FORM, 'type=subscribe&data%5Bid%5D=8a25', { key: 'data.id' }, '8a25'],
    [
      'JSON in a field of a form',
      FORM,
      'payload=%7B%22id%22%3A%22e77%22%7D',
      { key: 'id', payloadField: 'payload' },
      'e77',
    ],
    [
      'a field of multipart',
      MULTIPART,
      `${field('submissionID', '55001')}--XX--\r\n`,
      { key: 'submissionID' },
      '55001',
    ],
    ['an element of XML', 'text/xml', '<o><id>9</id></o>', { key: 'o.id' }, '9'],
    ['a name with a dot', JSON_TYPE, '{"event.id":"x1"}', { key: 'event.id' }, 'x1'],
  ])('%s is found, and its copy does not run', async (_name, type, body, { key, ...config }, id) => {
    const deduplication = { source: 'body' as const, key };
    const workflow = await test.createWorkflow({ enabled: true, config: { ...config, deduplication } });
    for (const duplicate of [undefined, 'true']) {
      const { status, headers } = await post(workflow.key, type, body);
      expect([status, headers['x-webhook-duplicate']]).toEqual([200, duplicate]);
    }
    await settledDeliveriesOf(test, workflow);
    const executions = await test.executions(workflow);
    expect(executions.map(({ context }) => context.delivery.idempotencyKey)).toEqual([id]);
  });

  it.each<[string, string, string, string, string]>([
    ['an item of a list', JSON_TYPE, '[{"id":7}]', '{body.0.id}.{body}', '7.[{"id":7}]'],
    ['a number beyond 2^53', JSON_TYPE, '{"id":8202522731445525542}', '{body.id}', '8202522731445525542'],
    ['a switch', JSON_TYPE, '{"paid":true}', '{body.paid}', 'true'],
    ['a decimal as written', JSON_TYPE, '{"amount":10.50}', '{body.amount}', '10.50'],
    ['a value that may be missing', JSON_TYPE, '{"a":"1"}', '{body.a}:{body.b?}', '1:'],
    ['a field of multipart', MULTIPART, `${field('id', '7')}--XX--\r\n`, '{body.id}', '7'],
    ['a field of a form whose type is wrong', 'text/plain; charset=utf-16le', 'id=7', '{body.id}', '7'],
    ['an element of XML', 'text/xml', '<x><id>7</id></x>', '{body.x.id}', '7'],
  ])('a scheme of one’s own signs %s', async (_name, type, body, signedContent, content) => {
    const custom = {
      signature: { from: 'header' as const, name: 'X-Sig' },
      algorithm: 'hmac-sha256' as const,
      signedContent,
    };
    const verification = { type: 'signature' as const, scheme: 'custom', secrets: ['s3cret'], custom };
    const { key } = await test.createWorkflow({ enabled: true, config: { verification } });
    expect((await post(key, type, body, { 'X-Sig': hmac(content) })).status).toBe(200);
    expect((await post(key, type, body, { 'X-Sig': hmac(`${content}x`) })).status).toBe(401);
  });

  it.each([
    [FORM],
    [`${FORM}; charset=utf-16le`],
    ['text/plain; charset=utf-16le'],
    ['application/json; charset=nonsense'],
    [MULTIPART],
  ])('a signed comment of GitHub is the event that it is, under %s', async (type) => {
    const verification = { type: 'signature' as const, scheme: 'github', secrets: ['s3cret'] };
    const workflow = await test.createWorkflow({ enabled: true, config: { verification } });
    const body = '{"action":"created","comment":"&payload={\\"ref\\":\\"forged\\"}&"}';
    expect((await post(workflow.key, type, body, { 'X-Hub-Signature-256': `sha256=${hmac(body)}` })).status).toBe(200);
    await settledDeliveriesOf(test, workflow);
    const [{ context }] = await test.executions(workflow);
    expect([context.data, context.delivery.format]).toEqual([JSON.parse(body), 'json']);
  });

  it('a signed body in none of the formats of its provider is 400', async () => {
    const verification = { type: 'signature' as const, scheme: 'stripe', secrets: ['s3cret'] };
    const { key } = await test.createWorkflow({ enabled: true, config: { verification } });
    const time = Math.floor(Date.now() / 1000);
    const answer = await post(key, FORM, 'a=1', { 'Stripe-Signature': `t=${time},v1=${hmac(`${time}.a=1`)}` });
    expect([answer.status, answer.body.errors[0].code]).toEqual([400, 'malformed_body']);
  });
});
