import supertest from 'supertest';
import type { WebhookConfig } from '../../../src/common/WebhookConfig';
import { warnOfLostHeaders } from '../../../src/server/nocobase/warn-of-lost-headers';
import { addNode } from '../../helpers/add-node';
import { deliveriesOf, settledDeliveriesOf } from '../../helpers/deliveries';
import { startApp, type TestApp } from '../../helpers/start-app';

const SESSION = 'eyJhbGciOiJIUzI1NiJ9.of-somebody-who-is-signed-in';
const SENT = {
  Cookie: `theme=dark; nb_auth_token_main=${SESSION}; nb_role_main=root; lang=en`,
  Authorization: `Bearer ${SESSION}`,
  'Proxy-Authorization': `Basic ${SESSION}`,
  'X-Kept': 'kept',
};

describe('headers that hold credentials', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp();
  });
  afterAll(() => test.stop());

  const headersFor = async (config: WebhookConfig, sent: Record<string, string> = SENT) => {
    const workflow = await test.createWorkflow({ enabled: true, config: { methods: ['GET', 'POST'], ...config } });
    const response = await supertest(test.server).post(`/api/webhooks/${workflow.key}`).set(sent).send({});
    expect(response.status).toBe(200);
    const [row] = await settledDeliveriesOf(test, workflow);
    const executions = await test.until(async () => {
      const found = await test.executions(workflow);
      return found.length > 0 && found;
    });
    const [{ context }] = executions;
    return { context, headers: context.headers as Record<string, string>, row };
  };

  it('are not in executions, and the log has them redacted', async () => {
    const { context, headers, row } = await headersFor({});
    expect(JSON.stringify(context)).not.toContain(SESSION);
    expect(headers).toMatchObject({ 'x-kept': 'kept' });
    expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(['cookie']));
    expect(headers).not.toHaveProperty('authorization');
    expect(headers).not.toHaveProperty('proxy-authorization');
    expect(JSON.stringify(row)).not.toContain(SESSION);
    expect(row.headers).toMatchObject({ cookie: '[redacted]', authorization: '[redacted]' });
  });

  it.each([
    ['a page that is opened', 'get', undefined],
    ['a form of the same site', 'post', 'application/x-www-form-urlencoded'],
  ] as const)('leave nothing of a session behind after %s', async (_name, method, type) => {
    const workflow = await test.createWorkflow({ enabled: true, config: { methods: ['GET', 'POST'] } });
    const request = supertest(test.server)[method](`/api/webhooks/${workflow.key}`).set(SENT);
    expect((await (type ? request.type(type).send('a=1') : request)).status).toBe(200);
    await settledDeliveriesOf(test, workflow);
    const executions = await test.until(async () => {
      const found = await test.executions(workflow);
      return found.length > 0 && found;
    });
    expect(JSON.stringify([executions, await deliveriesOf(test, workflow)])).not.toContain(SESSION);
  });

  it('are given to a workflow one by one', async () => {
    const { headers, row } = await headersFor({ exposeHeaders: ['Authorization'] });
    expect(headers.authorization).toBe(SENT.Authorization);
    expect(headers).not.toHaveProperty('cookie');
    expect(row.headers).toMatchObject({ authorization: '[redacted]' });
  });

  it('never hold a session of NocoBase, although cookies are exposed', async () => {
    const { headers, context } = await headersFor({ exposeHeaders: ['cookie'] });
    expect(headers.cookie).toBe('theme=dark; lang=en');
    expect(JSON.stringify(context)).not.toContain(SESSION);
    const alone = await headersFor({ exposeHeaders: ['cookie'] }, { Cookie: `nb_auth_token_main=${SESSION}` });
    expect(alone.headers).not.toHaveProperty('cookie');
  });

  it.each<[string, WebhookConfig, Record<string, string>]>([
    [
      'a bearer token',
      { verification: { type: 'bearer', tokens: ['only-for-tests'] } },
      { Authorization: 'Bearer only-for-tests' },
    ],
    [
      'Basic',
      { verification: { type: 'basic', username: 'a', password: 'only-for-tests' } },
      { Authorization: `Basic ${Buffer.from('a:only-for-tests').toString('base64')}` },
    ],
    [
      'a token in a header',
      { verification: { type: 'header', name: 'Proxy-Authorization', tokens: ['only-for-tests'] } },
      { 'Proxy-Authorization': 'only-for-tests' },
    ],
  ])('never hold what the endpoint verifies: %s', async (_name, config, sent) => {
    const { context } = await headersFor(
      { ...config, exposeHeaders: ['authorization', 'cookie', 'proxy-authorization'] },
      sent,
    );
    expect(JSON.stringify(context)).not.toContain(Object.values(sent)[0]);
  });

  it.each([
    [['x-kept'], 'exposeHeaders.0'],
    [['cookie', 'Cookie'], 'exposeHeaders.1'],
    ['cookie', 'exposeHeaders'],
  ])('exposeHeaders %j is refused', async (exposeHeaders, field) => {
    const response = await supertest(test.server)
      .post('/api/workflows:create')
      .send({ title: 'T', type: 'webhook', config: { exposeHeaders } });
    expect([response.status, response.text]).toEqual([400, expect.stringContaining(`${field}:`)]);
  });

  it('name at the start the enabled workflows that read them in vain', async () => {
    await test.app.db.getModel('workflows').update({ enabled: false }, { where: { type: 'webhook' } });
    const create = async (title: string, enabled: boolean, config: WebhookConfig, template: string) => {
      const workflow = await test.createWorkflow({ title, enabled, config });
      await addNode(test, workflow, 'calculation', { engine: 'string', expression: template });
    };
    await create('reads', true, {}, 'a {{ $context.headers.authorization }} {{$context.headers.cookie}}');
    await create('is exposed', true, { exposeHeaders: ['cookie'] }, '{{$context.headers.cookie}}');
    await create('is disabled', false, {}, '{{$context.headers.cookie}}');
    await create('reads another', true, {}, '{{$context.headers.cookies}}');
    const response = { type: 'text', body: '{{$context.headers.Authorization}}' } as const;
    await test.createWorkflow({ title: 'answers', enabled: true, sync: true, config: { response } });
    const said: string[] = [];
    await warnOfLostHeaders(test.app.db, (text) => said.push(text));
    expect(said.map((text) => /^workflow "([^"]*)"/.exec(text)?.[1])).toEqual(['reads', 'answers']);
    expect(said[0]).toContain('$context.headers.authorization and $context.headers.cookie');
  });
});
