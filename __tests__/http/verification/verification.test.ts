import { createHmac } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import supertest from 'supertest';
import type { Verification, WebhookConfig } from '../../../src/common/WebhookConfig';
import { startApp, type TestApp } from '../../helpers/start-app';

// The request log is read below.
process.env.LOGGER_LEVEL = 'info';

const SECRET = 'correct horse battery staple';
const sign = (body: string, secret = SECRET) => `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

describe('verification', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp();
  });
  afterAll(() => test.stop());

  const api = () => supertest(test.server);
  const create = (verification: Verification, config: WebhookConfig = {}) =>
    test.createWorkflow({ enabled: true, sync: true, config: { ...config, verification } });
  const post = (key: string, headers: Record<string, string> = {}, body = '{}', query = '') =>
    api()
      .post(`/api/webhooks/${key}${query}`)
      .set({ 'Content-Type': 'application/json', ...headers })
      .send(body);
  const basic = (text: string) => ({ Authorization: `Basic ${Buffer.from(text).toString('base64')}` });
  const github = (secrets: string[]): Verification => ({ type: 'signature', scheme: 'github', secrets });
  const unauthenticated = { errors: [{ code: 'unauthenticated', message: 'The request could not be verified' }] };

  const credentials: [string, Verification, Record<string, string>, string, Record<string, string>, string][] = [
    [
      'basic',
      { type: 'basic', username: 'Ærø', password: 'pass:wörd' },
      basic('Ærø:pass:wörd'),
      '',
      basic('Ærø:pass'),
      '',
    ],
    [
      'bearer',
      { type: 'bearer', tokens: ['one', SECRET] },
      { Authorization: `bearer ${SECRET}` },
      '',
      { Authorization: 'Bearer One' },
      '',
    ],
    [
      'header',
      { type: 'header', name: 'X-Token', tokens: [SECRET] },
      { 'x-token': SECRET },
      '',
      { 'x-token': `${SECRET} ` + 'x' },
      '',
    ],
    [
      'query',
      { type: 'query', name: 'token', tokens: [SECRET] },
      {},
      `?a=1&token=${encodeURIComponent(SECRET)}`,
      {},
      '?token=x',
    ],
  ];

  describe.each(credentials)('%s', (type, verification, right, rightQuery, wrong, wrongQuery) => {
    it('lets the right one in, and keeps it from the workflow', async () => {
      const workflow = await create(verification);
      expect((await post(workflow.key, right, '{}', rightQuery)).status).toBe(200);
      const [{ context }] = await test.executions(workflow);
      expect(JSON.stringify(context)).not.toContain(encodeURIComponent(SECRET));
      expect(context.headers).not.toHaveProperty('authorization');
      expect(context.headers).not.toHaveProperty('x-token');
      expect(context.query).toEqual(type === 'query' ? { a: '1' } : {});
    });

    it('refuses a wrong and an absent one with 401, and runs nothing', async () => {
      const workflow = await create(verification);
      for (const response of [await post(workflow.key, wrong, '{}', wrongQuery), await post(workflow.key)]) {
        expect([response.status, response.body]).toEqual([401, unauthenticated]);
        const challenge = { basic: /^Basic realm=.*charset="UTF-8"/, bearer: /^Bearer/ }[type];
        if (challenge) expect(response.headers['www-authenticate']).toMatch(challenge);
        else expect(response.headers).not.toHaveProperty('www-authenticate');
      }
      expect(await test.executions(workflow)).toEqual([]);
    });
  });

  describe('signatures', () => {
    it('are over the raw bytes', async () => {
      const { key } = await create(github([SECRET]));
      const body = '{ "b" : 1,\n"a":"\\u00e9" }';
      expect((await post(key, { 'X-Hub-Signature-256': sign(body) }, body)).status).toBe(200);
      expect((await post(key, { 'X-Hub-Signature-256': sign(body) }, JSON.stringify(JSON.parse(body)))).status).toBe(
        401,
      );
    });

    it('are checked before the body is parsed', async () => {
      const { key } = await create(github([SECRET]));
      expect((await post(key, {}, '{broken')).status).toBe(401);
      expect((await post(key, { 'X-Hub-Signature-256': sign('{broken') }, '{broken')).status).toBe(400);
    });

    it('of any secret count, so that one can be rotated without a refusal', async () => {
      const { key, id } = await create(github(['old']));
      const update = (secrets: string[]) =>
        api()
          .post(`/api/workflows:update?filterByTk=${id}`)
          .send({ config: { verification: github(secrets) } });
      const stored = async () =>
        (await test.app.db.getRepository('workflows').findOne({ filterByTk: id })).config.verification.secrets;
      const status = async (secret: string) => (await post(key, { 'X-Hub-Signature-256': sign('{}', secret) })).status;
      // The first call makes a version that can no longer be changed, so the secrets change before it.
      const [old] = await stored();
      await update([old, 'new']);
      const [, fresh] = await stored();
      expect((await stored())[0]).toBe(old);
      await update([fresh]);
      expect(await status('new')).toBe(200);
      expect(await status('old')).toBe(401);
    });
  });

  describe('secrets', () => {
    it('are encrypted at rest and never leave the server', async () => {
      const response = await api()
        .post('/api/workflows:create')
        .send({ title: 'Secret', type: 'webhook', enabled: true, config: { verification: github([SECRET]) } });
      const { id, key } = response.body.data;
      const answers = [
        response,
        await api().get(`/api/workflows:get?filterByTk=${id}`),
        await api().get('/api/workflows:list?appends=nodes'),
        await api().post(`/api/workflows:revision?filterByTk=${id}&filter[key]=${key}`).send({}),
        await api().get('/api/webhookSecrets:list'),
      ];
      for (const answer of answers) expect(answer.text).not.toContain(SECRET);
      expect(response.body.data.config.verification.secrets[0]).toMatch(/^secret:[0-9a-f-]{36}$/);
      const database = await Promise.all(
        ['workflows', 'webhookSecrets', 'webhookDeliveries', 'executions'].map((table) =>
          test.app.db.getModel(table).findAll({ raw: true }),
        ),
      );
      expect(JSON.stringify(database)).not.toContain(SECRET);
      expect((await post(key, { 'X-Hub-Signature-256': sign('{}') })).status).toBe(200);
    });

    it('stay with their workflow when the configuration is saved as it was read', async () => {
      const { id, key } = await create(github([SECRET]));
      const { config } = (await api().get(`/api/workflows:get?filterByTk=${id}`)).body.data;
      expect(
        (
          await api()
            .post(`/api/workflows:update?filterByTk=${id}`)
            .send({ config: { ...config, timeout: 5000 } })
        ).status,
      ).toBe(200);
      expect((await post(key, { 'X-Hub-Signature-256': sign('{}') })).status).toBe(200);
    });

    it('of another workflow cannot be referred to', async () => {
      const theirs = await create(github([SECRET]));
      const createThief = (enabled: boolean) =>
        api()
          .post('/api/workflows:create')
          .send({ title: 'Thief', type: 'webhook', enabled, config: { verification: theirs.config.verification } });
      const enabled = await createThief(true);
      expect([enabled.status, enabled.body.errors[0].message]).toEqual([400, expect.stringContaining('verification')]);
      const disabled = (await createThief(false)).body.data;
      expect(disabled.config.verification.secrets).toEqual([]);
      expect((await api().post(`/api/workflows:update?filterByTk=${disabled.id}`).send({ enabled: true })).status).toBe(
        400,
      );
    });

    it('are not copied with a workflow, which can be enabled when it has its own', async () => {
      const workflow = await create(github([SECRET]));
      const copy = (await api().post(`/api/workflows:revision?filterByTk=${workflow.id}`).send({})).body.data;
      expect(copy.config.verification).toEqual({ type: 'signature', scheme: 'github', secrets: [] });
      const enable = (values: object) =>
        api()
          .post(`/api/workflows:update?filterByTk=${copy.id}`)
          .send({ enabled: true, ...values });
      expect((await enable({})).status).toBe(400);
      expect((await enable({ config: { verification: github(['own']) } })).status).toBe(200);
      expect((await post(copy.key, { 'X-Hub-Signature-256': sign('{}', 'own') })).status).toBe(200);
    });

    it('as variables are looked up at each call; a missing one closes the endpoint', async () => {
      const { key } = await create(github(['{{$env.HOOK_SECRET}}']));
      const status = async (secret: string) => (await post(key, { 'X-Hub-Signature-256': sign('{}', secret) })).status;
      expect(await status('')).toBe(503);
      expect(await status('{{$env.HOOK_SECRET}}')).toBe(503);
      const state = await api().get(`/api/webhookEndpoints:get?filterByTk=${key}`);
      expect(state.body.data.problem).toContain('HOOK_SECRET');
      test.app.environment.setVariable('HOOK_SECRET', 'first');
      expect([await status('first'), await status('second')]).toEqual([200, 401]);
      test.app.environment.setVariable('HOOK_SECRET', 'second');
      expect([await status('first'), await status('second')]).toEqual([401, 200]);
    });

    it('are in no log, not those of NocoBase either', async () => {
      const { key } = await create({ type: 'query', name: 'token', tokens: ['in-the-query'] });
      await post(key, {}, '{}', '?token=in-the-query');
      await post(key, {}, '{}', '?token=wrong-in-the-query');
      await new Promise((resolve) => setTimeout(resolve, 300));
      const folder = process.env.LOGGER_BASE_PATH as string;
      const logs = fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
      const text = logs.map((entry) => fs.readFileSync(path.join(entry.parentPath, entry.name), 'utf8')).join('');
      expect(text).toContain(key);
      expect(text).not.toContain('in-the-query');
    });
  });

  describe('what is saved', () => {
    it.each<[string, unknown]>([
      ['verification.type', { type: 'magic' }],
      ['verification.type', {}],
      ['verification.username', { type: 'basic', username: 'a:b', password: 'x' }],
      ['verification.password', { type: 'basic', username: 'a' }],
      ['verification.tokens', { type: 'bearer', tokens: [] }],
      ['verification.tokens.0', { type: 'bearer', tokens: [''] }],
      ['verification.name', { type: 'header', name: 'a b', tokens: ['x'] }],
      ['verification.scheme', { type: 'signature', scheme: 'nobody', secrets: ['x'] }],
      ['verification.secrets', { type: 'signature', scheme: 'github', secrets: [] }],
      ['verification.secrets', { type: 'signature', scheme: 'github' }],
      ['verification.secrets.1', { type: 'signature', scheme: 'github', secrets: ['x', ''] }],
      ['verification.tolerance', { type: 'signature', scheme: 'stripe', secrets: ['x'], tolerance: -1 }],
      ['verification.custom', { type: 'signature', scheme: 'custom', secrets: ['x'] }],
      [
        'verification.custom.algorithm',
        { type: 'signature', scheme: 'custom', secrets: ['x'], custom: { algorithm: 'rot13' } },
      ],
    ])('refuses a bad %s: %j', async (field, verification) => {
      const response = await api()
        .post('/api/workflows:create')
        .send({ title: 'Bad', type: 'webhook', enabled: true, config: { verification } });
      expect(response.status).toBe(400);
      expect(response.body.errors[0].message).toContain(`${field}: `);
    });

    it.each([['10.0.0.0/33'], ['300.1.1.1'], ['example.com'], ['::/129']])(
      'refuses the allowlist line %s, naming it',
      async (line) => {
        const response = await api()
          .post('/api/workflows:create')
          .send({ title: 'Bad', type: 'webhook', enabled: true, config: { allowlist: ['10.0.0.1', line] } });
        expect([response.status, response.body.errors[0].message]).toEqual([
          400,
          expect.stringContaining('allowlist.1: '),
        ]);
      },
    );
  });

  describe('the source address', () => {
    const from = async (allowlist: string[], forwarded?: string) => {
      const { key } = await test.createWorkflow({ enabled: true, config: { allowlist } });
      return (await post(key, forwarded ? { 'X-Forwarded-For': forwarded } : {})).status;
    };

    it.each<[string, string[], string | undefined, number]>([
      ['our own', ['127.0.0.0/8'], undefined, 200],
      ['another', ['10.0.0.0/8'], undefined, 403],
      ['one that a trusted proxy saw', ['203.0.113.9'], '203.0.113.9', 200],
      ['a forged left-most one', ['10.1.1.1'], '10.1.1.1, 203.0.113.9', 403],
      ['an empty list', [], undefined, 200],
    ])('%s', async (_name, allowlist, forwarded, status) => {
      expect(await from(allowlist, forwarded)).toBe(status);
    });

    it('is judged before the body is read', async () => {
      const { key } = await test.createWorkflow({ enabled: true, config: { allowlist: ['10.0.0.1'], maxBodySize: 1 } });
      expect((await post(key, {}, '{"long":1}')).status).toBe(403);
    });
  });

  it('429 with Retry-After when calls come too fast', async () => {
    const { key } = await test.createWorkflow({ enabled: true, config: { rateLimit: { requests: 2, seconds: 60 } } });
    const responses = [await post(key), await post(key), await post(key)];
    expect(responses.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(Number(responses[2].headers['retry-after'])).toBeGreaterThan(0);
  });

  describe('handshakes', () => {
    const deliveries = async (key: string) =>
      (await test.app.db.getRepository('webhookDeliveries').find({ filter: { workflowKey: key } })).map(
        (row: { state: string }) => row.state,
      );

    it('of Slack are verified, answered and recorded, and run nothing', async () => {
      const workflow = await create({ type: 'signature', scheme: 'slack', secrets: [SECRET] });
      const body = JSON.stringify({ type: 'url_verification', challenge: 'ch4llenge' });
      const timestamp = String(Math.floor(Date.now() / 1000));
      const signature = `v0=${createHmac('sha256', SECRET).update(`v0:${timestamp}:${body}`).digest('hex')}`;
      const headers = { 'X-Slack-Request-Timestamp': timestamp, 'X-Slack-Signature': signature };
      const response = await post(workflow.key, headers, body);
      expect(response.status).toBe(200);
      expect(response.text).toContain('ch4llenge');
      expect((await post(workflow.key, { ...headers, 'X-Slack-Signature': `v0=${'0'.repeat(64)}` }, body)).status).toBe(
        401,
      );
      expect(await test.executions(workflow)).toEqual([]);
      const states = await test.until(async () => {
        const found = await deliveries(workflow.key);
        return found.length === 2 && found;
      });
      expect(states.sort()).toEqual(['handshake', 'refused']);
    });

    it('of Meta come as GET, which is let in for nothing else', async () => {
      const { key } = await create({
        type: 'signature',
        scheme: 'meta',
        secrets: [SECRET],
        options: { verifyToken: 'v3rify' },
      });
      const get = (query: string) => api().get(`/api/webhooks/${key}${query}`);
      const challenge = await get('?hub.mode=subscribe&hub.verify_token=v3rify&hub.challenge=1158201444');
      expect([challenge.status, challenge.text]).toEqual([200, '1158201444']);
      expect((await get('?hub.mode=subscribe&hub.verify_token=wrong&hub.challenge=1')).status).toBe(401);
      expect((await get('')).status).toBe(405);
    });

    it('of Notion show a person the token that has to go back', async () => {
      const workflow = await create({ type: 'signature', scheme: 'notion', secrets: [] });
      const token = 'secret_tMrlL1qK5vuQAh1b6cZGhFChZTSYJlce98V0pYn7yBl';
      expect((await post(workflow.key, {}, JSON.stringify({ verification_token: token }))).status).toBe(200);
      const state = await api().get(`/api/webhookEndpoints:get?filterByTk=${workflow.key}`);
      expect(state.body.data).toMatchObject({ enabled: true, problem: null, notices: [{ value: token }] });
      const rows = await test.app.db.getModel('webhookDeliveries').findAll({ raw: true });
      expect(JSON.stringify(rows)).not.toContain(token);
      expect(await test.executions(workflow)).toEqual([]);
    });
  });
});
