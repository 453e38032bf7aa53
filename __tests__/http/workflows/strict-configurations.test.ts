import { randomBytes } from 'node:crypto';
import supertest from 'supertest';
import UpgradeConfigurations from '../../../src/server/migrations/20261201000000-upgrade-configurations';
import { NAMESPACE } from '../../../src/common/constants';
import { readLogs } from '../../helpers/read-logs';
import { startApp, type TestApp } from '../../helpers/start-app';
import { createTestDatabase, type TestDatabase } from '../../helpers/TestDatabase';

// The request log is read below.
process.env.LOGGER_LEVEL = 'info';

const secret = () => `commercia1-${randomBytes(6).toString('hex')}`;
const basic = (user: string, password: string) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

describe('configurations that are not ours', () => {
  let database: TestDatabase;
  let test: TestApp;
  beforeAll(async () => {
    database = await createTestDatabase();
    test = await startApp({ database });
  });
  afterAll(async () => {
    await test.stop();
    await database.drop();
  });

  const api = () => supertest(test.server);
  const create = (values: object) =>
    api()
      .post('/api/workflows:create')
      .send({ title: 'T', type: 'webhook', ...values });
  const configOf = async (id: number) =>
    (await test.app.db.getModel('workflows').findByPk(id))?.get('config') as object;
  /** Puts a configuration into the table past every check, as SQL or a backup would, and starts again. */
  const plant = async (configs: unknown[], values: object = { enabled: true }) => {
    const planted: { id: number; key: string }[] = [];
    for (const config of configs) {
      const { id, key } = await test.createWorkflow({ title: 'Planted', ...values });
      await test.app.db.getModel('workflows').update({ config }, { where: { id }, hooks: false });
      planted.push({ id, key });
    }
    await test.stop();
    test = await startApp({ database });
    return planted;
  };
  const upgrade = async () => {
    const plugin = test.app.pm.get(NAMESPACE);
    const migration = new UpgradeConfigurations({ app: test.app, db: test.app.db, plugin } as never);
    await migration.up();
  };

  it.each([
    [{ verfication: { type: 'bearer', tokens: ['x'] } }, 'verfication: is not known; did you mean "verification"?'],
    [{ ratelimit: { requests: 1, seconds: 1 } }, 'ratelimit: is not known; did you mean "rateLimit"?'],
    [
      { verification: { type: 'bearer', tokens: ['x'], tokn: 'y' } },
      'verification.tokn: is not known; did you mean "tokens"?',
    ],
    [{ nothingLikeIt: 1 }, 'nothingLikeIt: is not known'],
    [null, 'config: must be an object'],
    [{ ['x'.repeat(100_000)]: 1 }, `${'x'.repeat(64)}…: is not known`],
  ])('%j is refused when it is saved', async (config, message) => {
    const response = await create({ config });
    expect([response.status, response.body.errors[0].message]).toEqual([400, message]);
    const chinese = await create({ config }).set('X-Locale', 'zh-CN');
    expect(chinese.status).toBe(400);
  });

  it('in the table refuse every request, whatever they are', async () => {
    const configs = [
      { verfication: { type: 'bearer', tokens: ['x'] } },
      { basicAuthentication: { username: 'webhook', password: 'x' } },
      '{"verification":{"type":"bearer","tokens":["x"]}}',
      'text',
      ['a list'],
      7,
      true,
      { verification: {} },
      { verification: [] },
      { verification: 'bearer' },
      { verification: false },
      { verification: { type: 'bearer', tokens: [] } },
      { verification: { type: 'Bearer', tokens: ['x'] } },
      { unknown: null },
      null,
      { path: 7 },
      { path: { a: 1 } },
      { path: ['a'] },
      { methods: {} },
      { methods: [{}] },
      JSON.parse('{"__proto__":{"verification":{"type":"none"}}}') as object,
    ];
    const planted = await plant(configs);
    const statuses = [];
    for (const { key } of planted) statuses.push((await api().post(`/api/webhooks/${key}`).send({})).status);
    expect(statuses).toEqual(configs.map(() => 503));
    const { body } = await api().get(`/api/webhookEndpoints:get?filterByTk=${planted[0].key}`);
    expect(body.data.problem).toBe('verfication: is not known; did you mean "verification"?');
    const problems = (await api().get('/api/webhookEndpoints:problems')).body.data;
    expect(problems.map(({ workflowKey }: { workflowKey: string }) => workflowKey)).toEqual(
      expect.arrayContaining(planted.map(({ key }) => key)),
    );
    expect(await readLogs()).toContain(`(${planted[0].key}) refuses every call: verfication: is not known`);
    // Enabling another looks at all of them.
    expect((await create({ enabled: true })).status).toBe(200);
    await test.app.db.getRepository('workflows').destroy({ filter: { title: 'Planted' } });
  });

  it('are checked for the panel, which may remove what is not known', async () => {
    const config = { verfication: 1, methods: ['PATSCH'], response: { stauts: 1 } };
    const { body } = await api().post('/api/webhookEndpoints:check').send({ config });
    expect(body.data).toEqual([
      { path: 'methods.0', message: expect.stringContaining('must be one of'), unknown: false },
      { path: 'response.stauts', message: 'is not known; did you mean "status"?', unknown: true },
      { path: 'verfication', message: 'is not known; did you mean "verification"?', unknown: true },
    ]);
    expect((await api().post('/api/webhookEndpoints:check').send({ config: {} })).body.data).toEqual([]);
  });

  it('tells the editor what is valid but weak', async () => {
    const custom = {
      signature: { from: 'header', name: 'X-Sig' },
      algorithm: 'sha256',
      signedContent: '{secret}{url}{body}',
    };
    const verification = { type: 'signature', scheme: 'custom', secrets: ['{{$env.A}}'], custom };
    const check = async (language: string, config: object) =>
      (await api().post('/api/webhookEndpoints:check').set('X-Locale', language).send({ config })).body.data;
    const warning = { path: 'verification.custom.signedContent', unknown: false, warning: true };
    expect(await check('en-US', { verification })).toEqual([
      { ...warning, message: expect.stringMatching(/move characters/) },
      { ...warning, message: expect.stringMatching(/append to that/) },
    ]);
    expect((await check('zh-CN', { verification }))[1].message).toContain('长度扩展');
    // What is refused comes first.
    expect(await check('en-US', { verification, timeout: 0 })).toEqual([expect.objectContaining({ path: 'timeout' })]);
  });

  describe('of the commercial plugin', () => {
    const theirs = (password: string) => ({
      basicAuthentication: { username: 'webhook', password },
      request: {
        headers: [{ key: 'X-Event' }],
        query: [{ key: 'event', alias: 'Event', _var: 'query_$0' }],
        body: [{ key: 'data.id', alias: 'Order ID', _var: 'body_$0' }],
      },
      response: {
        statusCode: 201,
        headers: [{ name: 'X-Of', value: '{{$context.query.query_$0}}' }],
        body: { ok: true, id: '{{ $context.body.body_$0 }}' },
      },
    });

    it('are taken over when they are saved, and never answered in clear', async () => {
      const password = secret();
      const response = await create({ enabled: true, config: theirs(password) });
      expect([response.status, response.text]).toEqual([200, expect.not.stringContaining(password)]);
      const { id, key } = response.body.data;
      const config = (await configOf(id)) as { verification: { password: string } };
      expect(config).toEqual({
        verification: { type: 'basic', username: 'webhook', password: expect.stringMatching(/^secret:/) },
        variables: {
          headers: [{ path: 'X-Event' }],
          query: [{ path: 'event', alias: 'Event' }],
          body: [{ path: 'data.id', alias: 'Order ID' }],
        },
        response: {
          status: 201,
          headers: [{ name: 'X-Of', value: '{{$context.query.event}}' }],
          type: 'json',
          body: { ok: true, id: '{{ $context.data.data.id }}' },
        },
      });
      const send = (authorization?: string) => {
        const request = api().post(`/api/webhooks/${key}?event=paid`);
        return (authorization ? request.set('Authorization', authorization) : request).send({ data: { id: 7 } });
      };
      expect((await send()).status).toBe(401);
      expect((await send(basic('webhook', 'wrong'))).status).toBe(401);
      const right = await send(basic('webhook', password));
      expect([right.status, right.headers['x-of'], right.body]).toEqual([201, 'paid', { ok: true, id: 7 }]);
      expect(await readLogs()).not.toContain(password);
    });

    it.each([
      [
        { basicAuthentication: false, request: {}, response: { statusCode: 200 } },
        { response: { status: 200, type: 'empty' } },
      ],
      [{ basicAuthentication: null }, {}],
      [{ basicAuthentication: { username: '', password: null } }, {}],
      [{ request: { body: [], headers: null } }, {}],
      [{ response: { statusCode: 200, body: 'ok' } }, { response: { status: 200, type: 'text', body: 'ok' } }],
      [
        { response: { statusCode: 200, body: '{"a": {{$context.body}}}' } },
        { response: { status: 200, type: 'json', body: '{"a": {{$context.data}}}' } },
      ],
      [{ response: { statusCode: 202, body: '' } }, { response: { status: 202, type: 'empty' } }],
      [
        { basicAuthentication: false, verification: { type: 'none' }, methods: ['GET'] },
        { verification: { type: 'none' }, methods: ['GET'] },
      ],
      [
        { basicAuthentication: { username: 'a', password: '{{$env.P}}' } },
        { verification: { type: 'basic', username: 'a', password: '{{$env.P}}' } },
      ],
    ])('%j become %j', async (config, ours) => {
      const response = await create({ config });
      expect(response.status).toBe(200);
      expect(await configOf(response.body.data.id)).toEqual(ours);
    });

    it.each([
      [{ basicAuthentication: { username: 'a' } }, 'basicAuthentication.password:'],
      [{ basicAuthentication: { password: 'a' } }, 'basicAuthentication.username:'],
      [{ basicAuthentication: { username: 'a', password: 'b', realm: 'c' } }, 'basicAuthentication'],
      [{ basicAuthentication: 'a:b' }, 'basicAuthentication'],
      [{ basicAuthentication: { username: 'a', password: '[hidden]' } }, 'basicAuthentication.password:'],
      [
        { basicAuthentication: { username: 'a', password: 'b' }, verification: { type: 'bearer', tokens: ['c'] } },
        'basicAuthentication:',
      ],
      [{ basicAuthentication: { username: 'a:b', password: 'c' } }, 'verification.username:'],
      [{ request: { body: [{ alias: 'a' }] } }, 'request.body.0.key:'],
      [{ request: { cookies: [] } }, 'request.cookies:'],
      [{ response: { statusCode: 200, status: 201 } }, 'response.statusCode:'],
      [{ response: { statusCode: 99 } }, 'response.status:'],
      [{ response: { statusCode: 200, headers: [{ key: 'a', value: 'b' }] } }, 'response.headers.0'],
    ])('%j are refused by name', async (config, field) => {
      const response = await create({ enabled: true, config });
      expect([response.status, response.body.errors?.[0].message]).toEqual([400, expect.stringContaining(field)]);
    });

    it('are taken over at the upgrade, in every version, once', async () => {
      const [one, two] = [secret(), secret()];
      const planted = await plant([theirs(one)]);
      const [disabled] = await plant([theirs(two)], { enabled: false });
      const list = await api().get('/api/workflows:list?pageSize=200');
      expect(list.text).not.toContain(one);
      expect(list.text).toContain('[hidden]');
      const [{ id, key }] = planted;
      const got = await api().get(`/api/workflows:get?filterByTk=${id}`);
      expect(got.body.data.config.basicAuthentication).toEqual({ username: 'webhook', password: '[hidden]' });
      expect((await api().post(`/api/webhooks/${key}`).send({})).status).toBe(503);
      await test.app.db.getModel('workflowVersionStats').update({ executed: 3 }, { where: { id } });

      await upgrade();
      const first = await configOf(id);
      await upgrade();
      expect(await configOf(id)).toEqual(first);
      expect(first).toMatchObject({ verification: { type: 'basic', password: expect.stringMatching(/^secret:/) } });
      expect(await configOf(disabled.id)).toMatchObject({
        verification: { password: expect.stringMatching(/^secret:/) },
      });
      await test.stop();
      test = await startApp({ database });
      expect((await api().post(`/api/webhooks/${key}`).send({})).status).toBe(401);
      const right = api().post(`/api/webhooks/${key}?event=a`).set('Authorization', basic('webhook', one));
      expect((await right.send({ data: { id: 1 } })).status).toBe(201);
      const all = await test.app.db.getModel('workflows').findAll({ raw: true });
      expect(JSON.stringify(all)).not.toContain(one);
      expect(JSON.stringify(all)).not.toContain(two);
      expect(await readLogs()).not.toContain(one);
    });

    it('that can not be taken over stay as they are, refuse, and are named', async () => {
      const [{ id, key }] = await plant([{ ...theirs('x'), more: 'of it' }]);
      await upgrade();
      expect(await configOf(id)).toEqual({ ...theirs('x'), more: 'of it' });
      expect((await api().post(`/api/webhooks/${key}`).send({})).status).toBe(503);
      expect(await readLogs()).toContain(`(${key}) stays at 503 until a person corrects`);
    });
  });

  it('lose empty keys at the upgrade, and nothing else', async () => {
    const [{ id, key }, other] = await plant([
      { old: null, list: [], text: '', object: {}, methods: ['POST'], response: { gone: null, body: 'a' }, path: '' },
      { old: 'something', methods: ['POST'] },
    ]);
    await upgrade();
    expect(await configOf(id)).toEqual({ methods: ['POST'], response: { body: 'a' }, path: '' });
    expect(await configOf(other.id)).toEqual({ old: 'something', methods: ['POST'] });
    await test.app.db.getModel('workflows').update({ config: { methods: ['POST'] } }, { where: { id } });
    await test.stop();
    test = await startApp({ database });
    expect((await api().post(`/api/webhooks/${key}`).send({})).status).toBe(200);
    expect((await api().post(`/api/webhooks/${other.key}`).send({})).status).toBe(503);
  });

  it('leave no secret in the request log, wherever they stand', async () => {
    const secrets = Array.from({ length: 8 }, secret);
    const [text, wrongKey, capital, inValues, inArray, inNode, atTop, typo] = secrets;
    const bearer = (token: string) => ({ verification: { type: 'bearer', tokens: [token] } });
    await create({ config: JSON.stringify(bearer(text)) });
    await create({ configuration: bearer(wrongKey) });
    await create({ Config: bearer(capital) });
    await create({ values: { config: bearer(inValues) } });
    await api()
      .post('/api/workflows:create')
      .send([{ title: 'T', type: 'webhook', config: bearer(inArray) }]);
    const { body } = await create({});
    await api()
      .post(`/api/workflows/${body.data.id}/nodes:create`)
      .send({ type: 'calculation', config: { token: inNode } });
    await api().post(`/api/workflows:update?filterByTk=${body.data.id}`).send(bearer(atTop));
    await create({ config: { verfication: { tokens: [typo] } } });
    const log = await readLogs();
    expect(log).toContain('workflows');
    for (const one of secrets) expect(log).not.toContain(one);
  });
});
